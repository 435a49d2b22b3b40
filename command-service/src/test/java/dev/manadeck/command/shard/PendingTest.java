package dev.manadeck.command.shard;

import static dev.manadeck.command.shard.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PendingTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Pending<String, String> pending = new Pending<>("command");

  @Test
  void clientThatGivesUpFirstHearsThatNothingHappens() throws InterruptedException {
    assertThat(pending.await(Duration.ZERO)).isEqualTo(new Outcome.TimedOut<>());

    assertThat(pending.takeUp()).isFalse();
  }

  @Test
  void clientDoesNotWaitBeyondItsPatienceForACommandThatWasTakenUp() throws InterruptedException {
    pending.takeUp();

    assertThat(pending.await(Duration.ZERO)).isEqualTo(new Outcome.Undetermined<>());

    pending.complete(new Outcome.Answered<>("nobody hears it"));
  }

  @Test
  void clientHearsWhatIsKnownWhenItsPatienceEnds() throws InterruptedException {
    pending.takeUp();
    pending.complete(new Outcome.Answered<>("answer"));

    assertThat(pending.await(Duration.ZERO)).isEqualTo(new Outcome.Answered<>("answer"));
  }

  @Test
  void aCommandIsTakenUpOnce() {
    assertThat(pending.takeUp()).isTrue();
    assertThat(pending.takeUp()).isFalse();
  }

  @Test
  void theFirstOutcomeStands() throws InterruptedException {
    pending.complete(new Outcome.Answered<>("first"));
    pending.complete(new Outcome.Interrupted<>());

    assertThat(pending.await(LONG)).isEqualTo(new Outcome.Answered<>("first"));
  }

  @Test
  void anInterruptedClientLeavesNothingBehindToDecide() throws InterruptedException {
    var outcome = new AtomicReference<Outcome<String>>();
    var client = client(LONG, outcome);
    eventually(() -> client.getState() == Thread.State.TIMED_WAITING);

    client.interrupt();

    client.join();
    assertThat(outcome.get()).isNull();
    assertThat(pending.takeUp()).isFalse();
  }

  @Test
  void eitherTheClientGivesUpOrTheShardTakesUpAndNeverBoth() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      var barrier = new CyclicBarrier(2);
      for (var round = 0; round < 2_000; round++) {
        var contested = new Pending<String, String>("command");
        var client =
            threads.submit(
                () -> {
                  barrier.await();
                  return contested.await(Duration.ZERO);
                });
        var shard =
            threads.submit(
                () -> {
                  barrier.await();
                  var taken = contested.takeUp();
                  if (taken) {
                    contested.complete(new Outcome.Answered<>("answer"));
                  }
                  return taken;
                });

        assertThat(client.get())
            .isIn(
                shard.get()
                    ? List.of(new Outcome.Answered<>("answer"), new Outcome.Undetermined<>())
                    : List.of(new Outcome.TimedOut<>()));
      }
    }
  }

  private Thread client(Duration patience, AtomicReference<Outcome<String>> outcome)
      throws InterruptedException {
    var started = new CountDownLatch(1);
    var client =
        Thread.ofPlatform()
            .start(
                () -> {
                  started.countDown();
                  try {
                    outcome.set(pending.await(patience));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    started.await();
    return client;
  }
}
