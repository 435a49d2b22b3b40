package dev.manadeck.command.shard;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ThrowingRunnable;

/** Waiting without a hurry that ends soon. */
public final class Eventually {
  private static final Duration OFTEN = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofSeconds(30);

  private Eventually() {}

  public static void eventually(Callable<Boolean> condition) {
    await().pollDelay(Duration.ZERO).pollInterval(OFTEN).atMost(LONG).until(condition);
  }

  public static void eventuallyAsserted(ThrowingRunnable assertion) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(OFTEN)
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(assertion);
  }
}
