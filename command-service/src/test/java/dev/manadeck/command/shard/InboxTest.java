package dev.manadeck.command.shard;

import static dev.manadeck.command.shard.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.shard.Inbox.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InboxTest {
  private static final long AT_ONCE = System.nanoTime();
  private static final long IN_AN_HOUR = AT_ONCE + Duration.ofHours(1).toNanos();

  @Test
  void waitsForMoreUntilThereAreEnough() throws InterruptedException {
    var inbox = InboxTest.<Integer>inbox(9);
    var taken = new AtomicReference<List<Integer>>();
    inbox.offer(1);
    var taker = Thread.ofPlatform().start(() -> taken.set(inbox.take(3, IN_AN_HOUR)));
    awaitTimedWaiting(taker);
    inbox.offer(2);
    awaitTimedWaiting(taker);

    inbox.offer(3);

    taker.join();
    assertThat(taken.get()).containsExactly(1, 2, 3);
  }

  @Test
  void waitsNoLongerForMoreWhenItIsClosed() throws InterruptedException {
    var inbox = InboxTest.<Integer>inbox(9);
    inbox.offer(1);
    var taken = new AtomicReference<List<Integer>>();
    var taker = Thread.ofPlatform().start(() -> taken.set(inbox.take(3, IN_AN_HOUR)));
    awaitTimedWaiting(taker);

    assertThat(inbox.close()).containsExactly(1);

    taker.join();
    assertThat(taken.get()).isEmpty();
  }

  private static <T> Inbox<T> inbox(int capacity) {
    return new Inbox<>(capacity, Long.MAX_VALUE, item -> 1);
  }

  @Test
  void admitsNoMoreThanItCanCarry() {
    var inbox = new Inbox<Integer>(10, 100, item -> item);

    assertThat(Stream.of(60, 30, 20, 10, 1).map(inbox::offer))
        .containsExactly(
            Admission.ADMITTED,
            Admission.ADMITTED,
            Admission.FULL,
            Admission.ADMITTED,
            Admission.FULL);
    inbox.remove(30);
    assertThat(inbox.offer(20)).isEqualTo(Admission.ADMITTED);
    assertThat(inbox.take(1, AT_ONCE)).containsExactly(60);
    assertThat(Stream.of(71, 70).map(inbox::offer))
        .containsExactly(Admission.FULL, Admission.ADMITTED);
    assertThat(inbox.takeWaiting(9)).containsExactly(10, 20, 70);
    assertThat(inbox.offer(1_000)).as("alone it gets in").isEqualTo(Admission.ADMITTED);
    assertThat(inbox.offer(1)).isEqualTo(Admission.FULL);
    assertThat(inbox.take(9, AT_ONCE)).containsExactly(1_000);
    assertThat(inbox.takeWaiting(9)).isEmpty();
  }

  @Test
  void givesItemsInTheirOrderAndNoMoreThanTheLimit() {
    var inbox = InboxTest.<Integer>inbox(10);
    IntStream.range(0, 5).forEach(inbox::offer);

    assertThat(inbox.take(3, AT_ONCE)).containsExactly(0, 1, 2);
    assertThat(inbox.size()).isEqualTo(2);
    assertThat(inbox.take(3, AT_ONCE)).containsExactly(3, 4);
    assertThat(inbox.size()).isZero();
  }

  @Test
  void admitsAgainWhatFitsOnceItemsWereTaken() {
    var inbox = InboxTest.<Integer>inbox(2);

    assertThat(List.of(inbox.offer(1), inbox.offer(2), inbox.offer(3)))
        .containsExactly(Admission.ADMITTED, Admission.ADMITTED, Admission.FULL);
    inbox.take(1, AT_ONCE);
    assertThat(List.of(inbox.offer(4), inbox.offer(5)))
        .containsExactly(Admission.ADMITTED, Admission.FULL);
    assertThat(inbox.take(9, AT_ONCE)).containsExactly(2, 4);
  }

  @Test
  void wakesTheTakerThatWaitsForAnItem() throws InterruptedException {
    var inbox = InboxTest.<String>inbox(1);
    var taken = new AtomicReference<List<String>>();
    var taker = Thread.ofPlatform().start(() -> taken.set(inbox.take(1, AT_ONCE)));
    awaitWaiting(taker);

    inbox.offer("item");

    taker.join();
    assertThat(taken.get()).containsExactly("item");
  }

  @Test
  void wakesTheTakerThatWaitsWhenItIsClosed() throws InterruptedException {
    var inbox = InboxTest.<String>inbox(1);
    var taken = new AtomicReference<List<String>>();
    var taker = Thread.ofPlatform().start(() -> taken.set(inbox.take(1, AT_ONCE)));
    awaitWaiting(taker);

    inbox.close();

    taker.join();
    assertThat(taken.get()).isEmpty();
  }

  @Test
  void givesBackOnClosingWhatNobodyTookAndAdmitsNothingMore() {
    var inbox = InboxTest.<Integer>inbox(3);
    inbox.offer(1);
    inbox.offer(2);

    assertThat(inbox.close()).containsExactly(1, 2);

    assertThat(inbox.offer(3)).isEqualTo(Admission.CLOSED);
    assertThat(inbox.take(3, AT_ONCE)).isEmpty();
    assertThat(inbox.size()).isZero();
    assertThat(inbox.close()).isEmpty();
  }

  @Test
  void losesNothingAndDoublesNothingBetweenManyWritersATakerAndAClose()
      throws InterruptedException {
    var writers = 8;
    var inbox = InboxTest.<String>inbox(50);
    Queue<String> admitted = new ConcurrentLinkedQueue<>();
    var taken = new ArrayList<String>();
    var begin = new CountDownLatch(1);
    var midway = new CountDownLatch(2_000);

    var taker =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (var some = inbox.take(7, AT_ONCE);
                      !some.isEmpty();
                      some = inbox.take(7, AT_ONCE)) {
                    taken.addAll(some);
                  }
                });
    List<String> left;
    try (var threads = Executors.newFixedThreadPool(writers)) {
      for (var writer = 0; writer < writers; writer++) {
        var name = "w" + writer + "-";
        threads.submit(
            () -> {
              begin.await();
              for (var i = 0; ; i++) {
                switch (inbox.offer(name + i)) {
                  case ADMITTED -> {
                    admitted.add(name + i);
                    midway.countDown();
                  }
                  case FULL -> Thread.onSpinWait();
                  case CLOSED -> {
                    return null;
                  }
                }
              }
            });
      }
      begin.countDown();
      try {
        midway.await();
      } finally {
        left = inbox.close();
      }
    }
    taker.join();

    taken.addAll(left);
    assertThat(taken).hasSizeGreaterThanOrEqualTo(2_000).doesNotHaveDuplicates();
    assertThat(taken).containsExactlyInAnyOrderElementsOf(admitted);
    for (var writer = 0; writer < writers; writer++) {
      var name = "w" + writer + "-";
      assertThat(taken.stream().filter(item -> item.startsWith(name)))
          .isSortedAccordingTo(
              (one, other) -> Integer.compare(numberOf(one, name), numberOf(other, name)));
    }
  }

  private static int numberOf(String item, String name) {
    return Integer.parseInt(item.substring(name.length()));
  }

  private static void awaitTimedWaiting(Thread thread) {
    eventually(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }

  private static void awaitWaiting(Thread thread) {
    eventually(() -> thread.getState() == Thread.State.WAITING);
  }
}
