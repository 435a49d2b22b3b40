package dev.manadeck.local.operations;

/** What a script learns from a command without reading what it prints. */
public final class ExitCodes {
  /** What was asked for is done, and nothing is wrong. */
  static final int DONE = 0;

  /** It was tried and failed, or rows differ, or something is not as it should be. */
  public static final int FAILED = 1;

  /** What was asked for makes no sense. */
  static final int USAGE = 2;

  /** It makes sense, but not now, not there, or not for the caller. */
  public static final int REFUSED = 3;

  /** Nobody answered, or nobody who could. */
  static final int UNREACHABLE = 4;

  private ExitCodes() {}

  /** Of two things done: that something is wrong must not be hidden by what could not be tried. */
  static int worse(int before, int next) {
    return before == DONE || next == FAILED ? next : before;
  }
}
