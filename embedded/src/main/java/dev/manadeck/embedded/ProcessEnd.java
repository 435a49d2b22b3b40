package dev.manadeck.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Whether processes have ended, also those that are nobody's child: where nobody asks how an orphan
 * ended, as in many containers, it stays listed for ever and counts as alive.
 */
public final class ProcessEnd {
  /** Where they stand behind the name. */
  private static final int STATE = 0;

  private static final int THREADS = 17;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private ProcessEnd() {}

  public static boolean hasCome(ProcessHandle process) {
    return !process.isAlive() || isListedAsEnded(process);
  }

  /** Returns when it has come or the time is over. */
  public static boolean comesWithin(Duration time, ProcessHandle process) {
    return comesWithin(time, () -> hasCome(process));
  }

  static boolean comesWithin(Duration time, BooleanSupplier hasCome) {
    long until = System.nanoTime() + time.toNanos();
    while (!hasCome.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return true;
  }

  private static boolean isListedAsEnded(ProcessHandle process) {
    try {
      return isOfAnEnded(Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")));
    } catch (IOException notToldHere) {
      return false;
    }
  }

  /** A killed process may be listed so while its last threads still hold what it had open. */
  static boolean isOfAnEnded(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return fields[STATE].equals("Z") && fields[THREADS].equals("1");
  }
}
