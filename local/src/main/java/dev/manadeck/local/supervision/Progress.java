package dev.manadeck.local.supervision;

import java.time.Duration;

/** Is told what happens to the parts; called from several threads. */
public interface Progress {

  void ready(String part, Duration took);

  /** Told now and then of a part that takes long to get ready, for the first time or again. */
  void stillStarting(String part, Duration since);

  void readyAgain(String part, Duration took);

  /** It was running and ended without having been asked to; it will be started again. */
  void died(String part, int exitCode, Duration restartIn);

  /** It could not be started again this time. */
  void restartFailed(String part, String reason, Duration nextAttemptIn);
}
