package dev.manadeck.command.shard;

import static dev.manadeck.command.shard.Counters.add;
import static dev.manadeck.command.shard.Eventually.eventually;
import static dev.manadeck.command.shard.Eventually.eventuallyAsserted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.shard.Counters.Answer;
import dev.manadeck.command.shard.Counters.Command;
import dev.manadeck.command.shard.Counters.Fact;
import dev.manadeck.command.shard.Counters.Total;
import dev.manadeck.command.shard.SteppedLog.CommitFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ShardSnapshotTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int EVERY = 10;
  private static final ShardLimits LIMITS =
      new ShardLimits(100, 1_000, 4, Duration.ZERO, EVERY, LONG, LONG);

  private final SteppedLog<Fact> log = new SteppedLog<>();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private Chronicle chronicle;
  private Shard<Command, Fact, Answer> shard;

  @BeforeEach
  void open() {
    chronicle = new Chronicle();
    shard =
        new Shard<>(
            3, log::open, Counters::new, () -> true, () -> 0, chronicle, Counters.WEIGHT, LIMITS);
    shard.start();
  }

  @AfterEach
  void close() throws InterruptedException {
    log.snapshotting.open();
    shard.close();
    assertThat(shard.awaitEnd(LONG)).as("the shard's thread ends").isTrue();
    assertThat(log.unclosed()).as("logs left open").isZero();
    clients.close();
  }

  private void closeAndOpen() throws InterruptedException {
    shard.close();
    assertThat(shard.awaitEnd(LONG)).isTrue();
    open();
    awaitOpen();
  }

  private void awaitOpen() {
    eventually(() -> shard.phase() == ShardPhase.OPEN);
  }

  @Test
  void isTakenAfterSoManyFacts() throws InterruptedException {
    addEach(EVERY - 1);
    assertThat(log.hasSnapshot()).isFalse();

    addEach(1);

    eventually(log::hasSnapshot);
    eventuallyAsserted(() -> assertThat(chronicle.snapshots()).containsExactly(EVERY + 1));
  }

  @Test
  void holdsOnlyWhatChangedSinceTheLastOne() throws InterruptedException {
    addEach(EVERY);
    eventually(log::hasSnapshot);
    addEach(EVERY);

    eventuallyAsserted(
        () -> assertThat(chronicle.snapshots()).containsExactly(EVERY + 1, EVERY + 1));
    assertThat(log.parts()).hasSize(2 * EVERY + 1);
  }

  @Test
  void isTakenAtTheEndSoThatTheNextOwnerReadsNothingBehindIt() throws InterruptedException {
    addEach(3);

    closeAndOpen();

    assertThat(log.firstRead()).isEqualTo(3);
    assertThat(chronicle.restorations())
        .singleElement()
        .satisfies(
            restoration -> {
              assertThat(restoration.parts()).isEqualTo(4);
              assertThat(restoration.facts()).isZero();
            });
    assertThat(total("next")).isEqualTo(4);
  }

  @Test
  void isNotTakenAtTheEndIfNothingHappenedSince() throws InterruptedException {
    addEach(3);
    closeAndOpen();
    log.failSnapshots(1);

    closeAndOpen();

    assertThat(chronicle.snapshotFailures()).isEmpty();
  }

  @Test
  void whatIsGoneIsGoneFromIt() throws InterruptedException {
    shard.submit(add("up", "x", 2), PATIENCE);
    closeAndOpen();
    assertThat(log.parts()).containsKey("total x");
    shard.submit(add("down", "x", -2), PATIENCE);

    closeAndOpen();

    assertThat(log.parts()).doesNotContainKey("total x");
    assertThat(total("next")).isEqualTo(1);
  }

  @Test
  void takesSeveralTransactionsWithCommandsBetweenThem() throws InterruptedException {
    log.setRoomForParts(3);
    log.snapshotting.hold();
    addEach(EVERY);
    log.snapshotting.awaitArrival();
    var between = clients.submit(() -> total("between"));
    eventually(() -> shard.waiting() == 1);

    log.snapshotting.letOnePass();

    eventually(between::isDone);
    assertThat(log.hasSnapshot()).as("parts of several times are no snapshot").isFalse();
    log.snapshotting.open();
    eventually(log::hasSnapshot);
    assertThat(log.parts()).hasSize(EVERY + 2);
  }

  @Test
  void oneThatWasNeverFinishedIsNotRead() throws InterruptedException {
    addEach(EVERY);
    eventually(log::hasSnapshot);
    log.setRoomForParts(3);
    log.snapshotting.hold();
    addEach(EVERY);
    log.snapshotting.awaitArrival();
    log.snapshotting.letOnePass();
    log.snapshotting.awaitArrival();
    log.failSnapshots(1);

    log.snapshotting.letOnePass();

    eventually(() -> chronicle.restorations().size() == 2);
    assertThat(log.firstRead()).isZero();
    log.snapshotting.open();
    assertThat(total("next")).isEqualTo(2 * EVERY + 1);
  }

  @Test
  void oneThatCannotBeReadIsAsIfItWereNotThere() throws InterruptedException {
    addEach(3);
    shard.close();
    assertThat(shard.awaitEnd(LONG)).isTrue();
    log.spoilPart("total x");

    open();
    awaitOpen();

    assertThat(chronicle.snapshotFailures()).hasSize(1);
    assertThat(log.firstRead()).isZero();
    assertThat(total("next")).isEqualTo(4);
  }

  @Test
  void oneThatCannotBeTakenIsTriedEverMoreSeldom() throws InterruptedException {
    log.failSnapshots(Integer.MAX_VALUE);

    addEach(16 * EVERY);

    assertThat(chronicle.failures()).as("after 10, 20, 40, 80, 160").hasSizeBetween(4, 5);
    assertThat(log.committed()).hasSize(16 * EVERY);
  }

  @Test
  void oneThatCannotBeTakenAtTheEndIsDoneWithout() throws InterruptedException {
    addEach(3);
    log.failSnapshots(1);
    var closed = chronicle;

    closeAndOpen();

    assertThat(closed.snapshotFailures()).hasSize(1);
    assertThat(closed.phases()).endsWith(ShardPhase.OPEN, ShardPhase.CLOSED);
    assertThat(total("next")).isEqualTo(4);
  }

  @Test
  void anOwnerThatWasShutOutLeavesNone() throws InterruptedException {
    addEach(3);
    try (var next = log.open()) {
      next.fence();

      shard.close();
      assertThat(shard.awaitEnd(LONG)).isTrue();

      assertThat(log.hasSnapshot()).isFalse();
    }
  }

  /** Goes red if a snapshot holds less, or other, than the state that it stands for. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void totalsAreTheSameHoweverOftenTheShardBeginsAnew(long seed) throws InterruptedException {
    var random = new Random(seed);
    var expected = new int[3];
    var acknowledged = new ArrayList<Command>();
    var answers = new ArrayList<Total>();
    for (var i = 0; i < 120; i++) {
      var counter = random.nextInt(expected.length);
      var amount = i == 0 ? 3 : random.nextInt(7) - 3;
      switch (random.nextInt(12)) {
        case 0 -> closeAndOpen();
        case 1 -> log.failCommits(List.of(CommitFailure.values()[random.nextInt(3)]));
        case 2 -> log.failSnapshots(1);
        case 3 -> log.setRoomForParts(1 + random.nextInt(8));
        default -> {}
      }
      var command = add("c" + i, "x" + counter, amount);
      if (expected[counter] + amount >= 0) {
        expected[counter] += amount;
        var total = (Total) retried(command);
        assertThat(total.value()).as("seed %d, command %d", seed, i).isEqualTo(expected[counter]);
        acknowledged.add(command);
        answers.add(total);
      } else {
        assertThat(retried(command)).isInstanceOf(Counters.Refused.class);
      }
      var earlier = random.nextInt(acknowledged.size());
      assertThat(retried(acknowledged.get(earlier)))
          .as("seed %d, command %d again", seed, earlier)
          .usingRecursiveComparison()
          .isEqualTo(answers.get(earlier));
    }
    assertThat(log.committed()).extracting(Fact::commandId).doesNotHaveDuplicates();
  }

  private void addEach(int times) throws InterruptedException {
    var done = log.committed().size();
    for (var i : IntStream.range(done, done + times).toArray()) {
      retried(add("c" + i, "x", 1));
    }
  }

  private int total(String id) throws InterruptedException {
    return ((Total) retried(add(id, "x", 1))).value();
  }

  private Answer retried(Command command) throws InterruptedException {
    while (true) {
      if (shard.submit(command, PATIENCE) instanceof Outcome.Answered<Answer>(var answer)) {
        return answer;
      }
    }
  }
}
