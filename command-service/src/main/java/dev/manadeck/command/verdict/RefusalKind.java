package dev.manadeck.command.verdict;

public enum RefusalKind {
  /** There is no such thing, or none that the caller may know of. */
  NOT_FOUND,
  /** The caller may see it, but not do this. */
  FORBIDDEN,
  /** It stands in the way of what is there. */
  CONFLICT,
  /** Well-formed, but against a rule. */
  UNPROCESSABLE,
  /** Changed since the client looked. */
  STALE_VERSION,
  /** The command id was used for another command. */
  COMMAND_ID_REUSED
}
