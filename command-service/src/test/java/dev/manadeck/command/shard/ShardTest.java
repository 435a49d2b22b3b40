package dev.manadeck.command.shard;

import static dev.manadeck.command.shard.Counters.add;
import static dev.manadeck.command.shard.Eventually.eventually;
import static dev.manadeck.command.shard.Eventually.eventuallyAsserted;
import static dev.manadeck.command.shard.SteppedLog.CommitFailure.AFTER_IT_TOOK_EFFECT;
import static dev.manadeck.command.shard.SteppedLog.CommitFailure.BEFORE_IT_TOOK_EFFECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.shard.Chronicle.Committed;
import dev.manadeck.command.shard.Counters.Add;
import dev.manadeck.command.shard.Counters.Answer;
import dev.manadeck.command.shard.Counters.Command;
import dev.manadeck.command.shard.Counters.Fact;
import dev.manadeck.command.shard.Counters.FailToDecide;
import dev.manadeck.command.shard.Counters.Refused;
import dev.manadeck.command.shard.Counters.Total;
import dev.manadeck.command.shard.SteppedLog.CommitFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration HOLDS = Duration.ofSeconds(3);
  private static final ShardLimits LIMITS =
      new ShardLimits(5, 1_000, 4, Duration.ZERO, 1_000, LONG, HOLDS);

  private final SteppedLog<Fact> log = new SteppedLog<>();
  private final Chronicle chronicle = new Chronicle();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger timesAsked = new AtomicInteger();
  private final AtomicLong now = new AtomicLong();
  private final Gate asking = new Gate();
  private volatile boolean isOwned = true;
  private Shard<Command, Fact, Answer> shard;

  @BeforeEach
  void start() {
    shard =
        new Shard<>(
            3,
            log::open,
            Counters::new,
            this::isStillOwned,
            now::get,
            chronicle,
            Counters.WEIGHT,
            LIMITS);
    shard.start();
  }

  private boolean isStillOwned() {
    timesAsked.incrementAndGet();
    asking.pass();
    return isOwned;
  }

  @AfterEach
  void letGo() throws InterruptedException {
    clients.shutdownNow();
    shard.close();
    Stream.of(asking, log.fencing, log.finding, log.reading, log.committing, log.snapshotting)
        .forEach(Gate::open);
    assertThat(shard.awaitEnd(LONG)).as("the shard's thread ends").isTrue();
    assertThat(log.unclosed()).as("logs left open").isZero();
    clients.close();
  }

  @Nested
  class Answering {
    @Test
    void answersOnlyAfterTheCommit() {
      log.committing.hold();

      var answer = submit(add("a", "x", 1));
      log.committing.awaitArrival();

      assertThat(answer).isNotDone();
      log.committing.open();
      assertThat(total(answer)).isEqualTo(1);
      assertThat(log.committed()).containsExactly(new Fact("a", "x", 1));
    }

    @Test
    void neitherAcceptsNorRefusesOnTheGroundOfFactsThatWereNotCommitted() {
      holdTheNextBatch();
      var accepted = queue(add("a", "x", 1));
      var repeated = queue(add("a", "x", 1));
      var refused = queue(add("b", "x", -2));
      log.failCommits(List.of(CommitFailure.NONE, BEFORE_IT_TOOK_EFFECT));

      log.committing.open();

      assertThat(List.of(outcome(accepted), outcome(repeated), outcome(refused)))
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Interrupted.class));
      assertThat(log.committed()).containsExactly(new Fact("first", "first", 1));
    }

    @Test
    void refusalsOfABatchOfTheirOwnNeedNoTransaction() {
      log.committing.hold();

      assertThat(outcome(submit(add("a", "x", -1))))
          .isEqualTo(
              new Outcome.Answered<>(new Refused("Expected a total from 0, but it would be -1")));
    }

    @Test
    void refusalsLongAfterTheLastCommitAreTheOwnersAlone() {
      total(submit(add("a", "x", 1)));
      now.addAndGet(HOLDS.toNanos());
      isOwned = false;

      assertThat(outcome(submit(add("b", "x", -2)))).isInstanceOf(Outcome.Interrupted.class);

      isOwned = true;
      assertThat(answer(submit(add("b", "x", -2)))).isInstanceOf(Refused.class);
      assertThat(log.fences()).as("the shard stayed as it was").isEqualTo(1);
    }

    @Test
    void theGroupIsNotAskedSoonAfterACommitOrItsLastAnswer() {
      now.addAndGet(HOLDS.toNanos());
      total(submit(add("a", "x", 1)));
      now.addAndGet(HOLDS.toNanos() - 1);
      answer(submit(add("b", "x", -2)));
      assertThat(timesAsked.get()).isZero();

      now.addAndGet(1);
      answer(submit(add("b", "x", -2)));
      assertThat(timesAsked.get()).isEqualTo(1);

      now.addAndGet(HOLDS.toNanos() - 1);
      answer(submit(add("b", "x", -2)));
      assertThat(timesAsked.get()).isEqualTo(1);
    }

    @Test
    void aCommitSpeaksForItselfHoweverLongItTook() {
      log.committing.hold();
      var answer = submit(add("a", "x", 1));
      log.committing.awaitArrival();
      isOwned = false;
      now.addAndGet(HOLDS.toNanos());

      log.committing.open();

      assertThat(total(answer)).isEqualTo(1);
      assertThat(timesAsked.get()).isZero();
    }

    @Test
    void laterCommandsOfABatchSeeWhatEarlierOnesDid() {
      holdTheNextBatch();
      var one = queue(add("a", "x", 5));
      var other = queue(add("b", "x", -3));
      var refused = queue(add("c", "x", -3));

      log.committing.open();

      assertThat(total(one)).isEqualTo(5);
      assertThat(total(other)).isEqualTo(2);
      assertThat(answer(refused)).isInstanceOf(Refused.class);
    }

    @Test
    void answersTellWhereTheFactsStand() {
      total(submit(add("a", "x", 1)));

      var answer = (Total) answer(submit(new Add("b", "x", 1, 3)));

      assertThat(answer.location().offset()).isEqualTo(3);
    }

    @Test
    void theSameCommandTwiceInABatchHappensOnce() {
      holdTheNextBatch();
      var one = queue(add("a", "x", 1));
      var again = queue(add("a", "x", 1));

      log.committing.open();

      assertThat(answer(one)).isEqualTo(answer(again));
      assertThat(log.committed()).containsOnlyOnce(new Fact("a", "x", 1));
    }

    @Test
    void commandsAreDecidedInTheOrderInWhichTheyCame() {
      holdTheNextBatch();
      var answers =
          IntStream.range(0, LIMITS.queueCapacity())
              .mapToObj(i -> queue(add("c" + i, "x", 1)))
              .toList();

      log.committing.open();

      answers.forEach(ShardTest::total);
      assertThat(log.committed())
          .extracting(Fact::commandId)
          .containsExactly("first", "c0", "c1", "c2", "c3", "c4");
    }
  }

  @Nested
  class Bounds {
    @Test
    void turnsCommandsAwayWhenTooManyWait() {
      holdTheNextBatch();
      var admitted =
          IntStream.range(0, LIMITS.queueCapacity())
              .mapToObj(i -> queue(add("c" + i, "x", 1)))
              .toList();

      var tooMany = outcome(submit(add("too-many", "x", 1)));

      assertThat(tooMany).isInstanceOf(Outcome.Overloaded.class);
      log.committing.open();
      assertThat(admitted).extracting(ShardTest::total).containsExactly(1, 2, 3, 4, 5);
      assertThat(log.committed()).extracting(Fact::commandId).doesNotContain("too-many");
    }

    @Test
    void turnsCommandsAwayWhenThoseThatWaitHoldTooMuch() {
      holdTheNextBatch();
      queue(add("x".repeat(900), "x", 1));

      assertThat(outcome(submit(add("y".repeat(200), "x", 1))))
          .isInstanceOf(Outcome.Overloaded.class);
      log.committing.open();
    }

    @Test
    void aTransactionDecidesNoMoreCommandsThanItsLimit() {
      holdTheNextBatch();
      var answers =
          IntStream.range(0, LIMITS.queueCapacity())
              .mapToObj(i -> queue(add("c" + i, "x", 1)))
              .toList();

      log.committing.open();

      answers.forEach(ShardTest::total);
      eventuallyAsserted(
          () ->
              assertThat(chronicle.batches())
                  .containsExactly(new Committed(1, 1), new Committed(4, 4), new Committed(1, 1)));
    }

    @Test
    void aTransactionTakesNoFurtherCommandWhenItHasFactsEnough() {
      holdTheNextBatch();
      var answers =
          Stream.of(new Add("a", "x", 1, 3), new Add("b", "x", 1, 3), new Add("c", "x", 1, 9))
              .map(ShardTest.this::queue)
              .toList();

      log.committing.open();

      answers.forEach(ShardTest::total);
      eventuallyAsserted(
          () ->
              assertThat(chronicle.batches())
                  .containsExactly(new Committed(1, 1), new Committed(2, 6), new Committed(1, 9)));
    }

    @Test
    void aCommandThatItsClientGaveUpIsNeverDecided() throws InterruptedException {
      holdTheNextBatch();

      var outcome = shard.submit(add("given-up", "x", 1), Duration.ZERO);

      assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
      log.committing.open();
      total(submit(add("last", "x", 1)));
      assertThat(log.committed()).extracting(Fact::commandId).containsExactly("first", "last");
    }

    @Test
    void aCommandWhoseCommitTakesLongerThanItsClientWaitsHappensOnce() throws InterruptedException {
      log.committing.hold();

      var outcome = abandonedWhenTakenUp(add("a", "x", 1));

      assertThat(outcome).isInstanceOf(Outcome.Undetermined.class);
      log.committing.open();
      assertThat(total(submit(add("a", "x", 1)))).isEqualTo(1);
      assertThat(log.committed()).containsExactly(new Fact("a", "x", 1));
    }

    private Outcome<Answer> abandonedWhenTakenUp(Command command) throws InterruptedException {
      Outcome<Answer> outcome;
      do {
        outcome = shard.submit(command, Duration.ofMillis(50));
      } while (outcome instanceof Outcome.TimedOut);
      return outcome;
    }
  }

  @Nested
  class Breaking {
    @Test
    void aCommitThatTookEffectUnseenIsFoundInTheLog() {
      log.failCommits(List.of(AFTER_IT_TOOK_EFFECT));

      assertThat(outcome(submit(add("a", "x", 1)))).isInstanceOf(Outcome.Interrupted.class);

      assertThat(total(submit(add("a", "x", 1)))).isEqualTo(1);
      assertThat(log.committed()).containsExactly(new Fact("a", "x", 1));
      assertThat(log.fences()).isEqualTo(2);
    }

    @Test
    void aCommitThatTookNoEffectIsDoneAgain() {
      log.failCommits(List.of(BEFORE_IT_TOOK_EFFECT));

      assertThat(outcome(submit(add("a", "x", 1)))).isInstanceOf(Outcome.Interrupted.class);

      assertThat(total(submit(add("a", "x", 1)))).isEqualTo(1);
      assertThat(log.committed()).containsExactly(new Fact("a", "x", 1));
    }

    @Test
    void commandsBehindTheOneThatBrokeTheShardAreInterruptedToo() {
      holdTheNextBatch();
      var breaking = queue(add("a", "x", 1));
      var behind = queue(add("b", "x", 1));
      log.failNextAppend();

      log.committing.open();

      assertThat(outcome(breaking)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(outcome(behind)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(log.committed()).extracting(Fact::commandId).containsExactly("first");
    }

    @Test
    void commandsOfTheNextBatchWaitUntilTheShardIsOpenAgain() {
      holdTheNextBatch();
      IntStream.range(0, LIMITS.batchSize()).forEach(i -> queue(add("c" + i, "x", 1)));
      var next = queue(add("next", "y", 1));
      log.failCommits(List.of(CommitFailure.NONE, BEFORE_IT_TOOK_EFFECT));

      log.committing.open();

      assertThat(total(next)).isEqualTo(1);
      assertThat(log.committed()).extracting(Fact::commandId).containsExactly("first", "next");
    }

    @Test
    void aBrokenShardDoesNotFenceBeforeItsOwnershipIsConfirmed() {
      total(submit(add("a", "x", 1)));
      isOwned = false;
      log.failCommits(List.of(BEFORE_IT_TOOK_EFFECT));

      outcome(submit(add("b", "x", 1)));
      eventually(() -> timesAsked.get() >= 2);

      assertThat(log.fences()).isEqualTo(1);
      assertThat(shard.phase()).isEqualTo(ShardPhase.BROKEN);
      isOwned = true;
      assertThat(total(submit(add("b", "x", 1)))).isEqualTo(2);
      assertThat(log.fences()).isEqualTo(2);
    }

    @Test
    void aLogThatCannotBeOpenedIsTriedAgain() throws InterruptedException {
      var attempts = new AtomicInteger();
      var failingTwice =
          new Shard<Command, Fact, Answer>(
              4,
              () -> {
                if (attempts.incrementAndGet() <= 2) {
                  throw new IllegalStateException("No broker there");
                }
                return log.open();
              },
              Counters::new,
              () -> true,
              now::get,
              chronicle,
              Counters.WEIGHT,
              LIMITS);
      failingTwice.start();

      assertThat(failingTwice.submit(add("a", "x", 1), PATIENCE))
          .isInstanceOf(Outcome.Answered.class);

      failingTwice.close();
      assertThat(failingTwice.awaitEnd(LONG)).isTrue();
    }

    @Test
    void whoCannotTellTheOwnerIsAskedAgain() throws InterruptedException {
      var answers = new AtomicInteger();
      var doubtful =
          new Shard<>(
              4,
              log::open,
              Counters::new,
              () -> {
                if (answers.incrementAndGet() == 1) {
                  throw new IllegalStateException("Nobody there to ask");
                }
                return true;
              },
              now::get,
              chronicle,
              Counters.WEIGHT,
              LIMITS);
      log.failCommits(List.of(BEFORE_IT_TOOK_EFFECT));
      doubtful.start();

      assertThat(doubtful.submit(add("a", "x", 1), PATIENCE))
          .isInstanceOf(Outcome.Interrupted.class);
      assertThat(doubtful.submit(add("a", "x", 1), PATIENCE)).isInstanceOf(Outcome.Answered.class);

      doubtful.close();
      assertThat(doubtful.awaitEnd(LONG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverCommitsDoEveryAcknowledgedCommandIsInTheLogExactlyOnce(long seed) {
      var random = new Random(seed);
      log.failCommits(random.ints(12, 0, 3).mapToObj(i -> CommitFailure.values()[i]).toList());

      try (var fewClients = Executors.newFixedThreadPool(LIMITS.queueCapacity())) {
        IntStream.range(0, 40)
            .mapToObj(i -> fewClients.submit(() -> retried(add("c" + i, "x" + i % 4, 1))))
            .toList()
            .forEach(answer -> assertThat(total(answer)).as("seed %d", seed).isPositive());
      }

      assertThat(log.committed())
          .as("seed %d", seed)
          .extracting(Fact::commandId)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 40).mapToObj(i -> "c" + i).toList());
    }
  }

  @Nested
  class FailingMachines {
    @Test
    void refusedAndFailedCommandsLeaveNoFact() {
      holdTheNextBatch();
      var refused = queue(add("refused", "x", -1));
      var undecided = queue(new FailToDecide("undecided", new IllegalStateException("A bug")));
      var accepted = queue(add("accepted", "x", 1));
      var unevolved = queue(Counters.failToEvolve("unevolved"));

      log.committing.open();

      assertThat(outcome(unevolved)).isInstanceOf(Outcome.Failed.class);
      assertThat(outcome(undecided)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(outcome(refused)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(outcome(accepted)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(answer(submit(add("refused", "x", -1)))).isInstanceOf(Refused.class);
      assertThat(total(submit(add("accepted", "x", 1)))).isEqualTo(1);
      assertThat(log.committed()).extracting(Fact::commandId).containsExactly("first", "accepted");
    }

    @Test
    void aDecisionThatFailsFailsItsCommandAlone() {
      var failure = new IllegalArgumentException("A bug");
      holdTheNextBatch();
      var before = queue(add("a", "x", 1));
      var failing = queue(new FailToDecide("b", failure));
      var behind = queue(add("c", "x", 1));

      log.committing.open();

      assertThat(total(before)).isEqualTo(1);
      assertThat(outcome(failing)).isEqualTo(new Outcome.Failed<>(failure));
      assertThat(total(behind)).isEqualTo(2);
      assertThat(log.fences()).isEqualTo(1);
    }

    @Test
    void aFactThatCannotEvolveFailsItsCommandAndLeavesNothing() {
      holdTheNextBatch();
      var before = queue(add("a", "x", 1));
      var failing = queue(Counters.failToEvolve("b"));
      var behind = queue(add("c", "x", 1));

      log.committing.open();

      assertThat(outcome(failing)).isInstanceOf(Outcome.Failed.class);
      assertThat(outcome(before)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(outcome(behind)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(total(submit(add("a", "x", 1)))).isEqualTo(1);
      assertThat(total(submit(add("c", "x", 1)))).isEqualTo(2);
      assertThat(log.committed()).extracting(Fact::commandId).containsExactly("first", "a", "c");
    }

    @Test
    void anErrorBreaksTheShardAndNotItsThread() {
      var erring = submit(new FailToDecide("a", new StackOverflowError("Too deep")));

      assertThat(outcome(erring)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(total(submit(add("b", "x", 1)))).isEqualTo(1);
      assertThat(chronicle.failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure).hasRootCauseMessage("Too deep"));
    }
  }

  @Nested
  class Closing {
    @Test
    void commandsThatWaitAreInterruptedAndTheOneInHandIsAnswered() throws InterruptedException {
      log.committing.hold();
      var inHand = submit(add("in-hand", "x", 1));
      log.committing.awaitArrival();
      var waiting = queue(add("waiting", "x", 1));

      shard.close();

      assertThat(outcome(waiting)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(inHand).isNotDone();
      log.committing.open();
      assertThat(total(inHand)).isEqualTo(1);
      assertThat(shard.awaitEnd(LONG)).isTrue();
      assertThat(log.committed()).extracting(Fact::commandId).containsExactly("in-hand");
    }

    @Test
    void commandsOfFurtherTransactionsAreInterrupted() {
      holdTheNextBatch();
      var big = queue(new Add("big", "x", 1, LIMITS.batchSize()));
      var behind = queue(add("behind", "x", 1));
      log.committing.letOnePass();
      awaitTaken();
      log.committing.awaitArrival();

      shard.close();
      log.committing.open();

      assertThat(total(big)).isEqualTo(LIMITS.batchSize());
      assertThat(outcome(behind)).isInstanceOf(Outcome.Interrupted.class);
    }

    @Test
    void aClosedShardInterruptsAtOnce() throws InterruptedException {
      shard.close();

      assertThat(shard.submit(add("a", "x", 1), PATIENCE)).isInstanceOf(Outcome.Interrupted.class);
    }

    @Test
    void aCommandInHandWhoseCommitFailsIsInterrupted() {
      log.committing.hold();
      var inHand = submit(add("a", "x", 1));
      log.committing.awaitArrival();
      log.failCommits(List.of(BEFORE_IT_TOOK_EFFECT));

      shard.close();
      log.committing.open();

      assertThat(outcome(inHand)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(log.fences()).isEqualTo(1);
    }

    @Test
    void aShardThatIsClosedWhileItRestoresNeverOpens() throws InterruptedException {
      total(submit(add("a", "x", 1)));
      log.reading.hold();
      log.failCommits(List.of(BEFORE_IT_TOOK_EFFECT));
      outcome(submit(add("b", "x", 1)));
      log.reading.awaitArrival();

      shard.close();
      log.reading.open();

      assertThat(shard.awaitEnd(LONG)).isTrue();
      assertThat(chronicle.phases())
          .containsSubsequence(ShardPhase.BROKEN, ShardPhase.RESTORING, ShardPhase.CLOSED)
          .containsOnlyOnce(ShardPhase.OPEN);
    }

    @Test
    void aShardThatIsClosedWhileItAsksForItsOwnershipDoesNotFence() throws InterruptedException {
      total(submit(add("first", "x", 1)));
      asking.hold();
      log.failCommits(List.of(BEFORE_IT_TOOK_EFFECT));
      outcome(submit(add("a", "x", 1)));
      asking.awaitArrival();

      shard.close();
      asking.open();

      assertThat(shard.awaitEnd(LONG)).isTrue();
      assertThat(log.fences()).isEqualTo(1);
    }

    @Test
    void aShardThatIsClosedWhileItFencesDoesNotRestore() throws InterruptedException {
      total(submit(add("first", "x", 1)));
      log.fencing.hold();
      log.finding.hold();
      log.failCommits(List.of(BEFORE_IT_TOOK_EFFECT));
      outcome(submit(add("a", "x", 1)));
      log.fencing.awaitArrival();

      shard.close();
      log.fencing.open();

      assertThat(shard.awaitEnd(LONG)).isTrue();
    }

    @Test
    void aShardThatIsClosedWhileItLooksForASnapshotDoesNotRead() throws InterruptedException {
      total(submit(add("first", "x", 1)));
      log.finding.hold();
      log.reading.hold();
      log.failCommits(List.of(BEFORE_IT_TOOK_EFFECT));
      outcome(submit(add("a", "x", 1)));
      log.finding.awaitArrival();

      shard.close();
      log.finding.open();

      assertThat(shard.awaitEnd(LONG)).isTrue();
    }

    @Test
    void aBrokenShardClosesWithoutWaitingForItsOwnership() throws InterruptedException {
      isOwned = false;
      log.failCommits(List.of(BEFORE_IT_TOOK_EFFECT));
      outcome(submit(add("a", "x", 1)));
      var waiting = queue(add("b", "x", 1));

      shard.close();

      assertThat(shard.awaitEnd(LONG)).isTrue();
      assertThat(outcome(waiting)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(log.fences()).isEqualTo(1);
    }
  }

  /** The shard's thread is held at the commit of a command; what is queued now makes a batch. */
  private void holdTheNextBatch() {
    log.committing.hold();
    submit(add("first", "first", 1));
    log.committing.awaitArrival();
  }

  private Future<Outcome<Answer>> queue(Command command) {
    var before = shard.waiting();
    var answer = submit(command);
    eventually(() -> shard.waiting() == before + 1);
    return answer;
  }

  private void awaitTaken() {
    eventually(() -> shard.waiting() == 0);
  }

  private Future<Outcome<Answer>> submit(Command command) {
    return clients.submit(() -> shard.submit(command, PATIENCE));
  }

  private Outcome<Answer> retried(Command command) throws InterruptedException {
    var attempts = new ArrayList<Outcome<Answer>>();
    do {
      attempts.add(shard.submit(command, PATIENCE));
    } while (!(attempts.getLast() instanceof Outcome.Answered<Answer>));
    return attempts.getLast();
  }

  private static int total(Future<Outcome<Answer>> future) {
    return ((Total) answer(future)).value();
  }

  private static Answer answer(Future<Outcome<Answer>> future) {
    var outcome = outcome(future);
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return ((Outcome.Answered<Answer>) outcome).answer();
  }

  private static Outcome<Answer> outcome(Future<Outcome<Answer>> future) {
    try {
      return future.get(LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("Expected an outcome", e);
    }
  }
}
