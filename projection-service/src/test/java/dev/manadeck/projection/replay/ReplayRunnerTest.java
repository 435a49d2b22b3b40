package dev.manadeck.projection.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.events.Event;
import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.learner.Learners;
import dev.manadeck.projection.replay.LeaseStore.Wishes;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.Projections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.util.unit.DataSize;

/** Which runs a process takes, and what becomes of those that fail. */
class ReplayRunnerTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final Duration OVER_AT_ONCE = Duration.ofSeconds(-1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ONE_AT_ONCE = 1;
  private static final int ATTEMPTS = 5;
  private static final Projection LEARNERS = Learners.projection();

  private static SteppedRuns runs;
  private ReplayRunner runner;

  @BeforeAll
  static void start() {
    runs = SteppedRuns.withEarlierTables();
    new Positions(runs.database.db(), runs.database.transaction()).register(LEARNERS);
  }

  @AfterAll
  static void close() {
    runs.close();
  }

  @AfterEach
  void endRuns() {
    runner.stop();
    runs.endAll();
  }

  @Test
  void anErrorEndsARunAsFailed() {
    startRunner(
        decks(
            event -> {
              throw new StackOverflowError("of the test");
            }));

    var ended = awaitEnd(begin(Order.verification(Decks.NAME, null)));

    assertThat(ended.state()).isEqualTo(State.FAILED);
    assertThat(ended.error()).contains("StackOverflowError: of the test");
  }

  @Test
  void aRunThatTheDatabaseRolledBackIsTriedAgain() {
    var isFirst = new AtomicBoolean(true);
    startRunner(
        decks(
            event -> {
              if (isFirst.getAndSet(false)) {
                throw deadlock();
              }
              return 0;
            }));

    var ended = awaitEnd(begin(Order.verification(Decks.NAME, null)));

    assertThat(ended.state()).isEqualTo(State.COMPLETED);
    assertThat(isFirst).isFalse();
  }

  @Test
  void aRunThatFillsTheDiskIsFailedAndGivesItBack() {
    startRunner(
        decks(
            event -> {
              throw new DataAccessResourceFailureException(
                  "of the test", new SQLException("No space left on device", "53100"));
            }));
    var tables = runs.database.tables();

    var ended = awaitEnd(begin(Order.verification(Decks.NAME, null)));

    assertThat(ended.state()).isEqualTo(State.FAILED);
    assertThat(ended.error()).startsWith("The disk of the database is full");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(runs.database.tables()).isEqualTo(tables));
  }

  @Test
  void aRunThatDiesAgainAndAgainIsFailed() {
    var run = begin(Order.verification(Decks.NAME, null));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      assertThat(runs.leases.take("dies", OVER_AT_ONCE, Set.of(Decks.NAME), true)).isPresent();
    }
    startRunner(Decks.projection());

    var ended = awaitEnd(run);

    assertThat(ended.state()).isEqualTo(State.FAILED);
    assertThat(ended.error()).contains("taken up 5 times at the step waiting");
  }

  @Test
  void aCancelledRunIsCancelledThoughItWouldBeRefused() {
    var run = runs.replays.create(Order.verification(Decks.NAME, null), 99, "op").orElseThrow();
    assertThat(runs.replays.control(run.id(), new Wishes(false, true))).isTrue();
    startRunner(Decks.projection());

    assertThat(awaitEnd(run.id()).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void theEndOfACancelledRunDoesNotWaitForRoom() {
    takeAllRoom();
    var paused = begin(Order.verification(LEARNERS.name(), null));
    assertThat(runs.replays.control(paused, new Wishes(false, true))).isTrue();

    assertThat(awaitEnd(paused).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void aRollbackDoesNotWaitForRoom() {
    takeAllRoom();

    var rollback = awaitEnd(begin(Order.rollback(LEARNERS.name())));

    assertThat(rollback.error()).isEqualTo("The earlier tables of learners were dropped");
  }

  @Test
  void aRollbackIsRefusedWhoseTablesWereDroppedBeforeItBegan() {
    var rollback = begin(Order.rollback(Decks.NAME));
    var tables = new GenerationTableStore(runs.database.db());
    tables.drop(Decks.projection(), Generation.beside(kept()));
    var before = runs.database.everythingBut("replays");
    startRunner(Decks.projection());

    var ended = awaitEnd(rollback);

    assertThat(ended.state()).isEqualTo(State.FAILED);
    assertThat(ended.error()).isEqualTo("The earlier tables of decks were dropped");
    assertThat(runs.database.everythingBut("replays")).isEqualTo(before);
  }

  private static int kept() {
    return runs.generations.kept(Decks.NAME).orElseThrow().number();
  }

  private void takeAllRoom() {
    startRunner(Decks.projection(), () -> true);
    var first = begin(Order.verification(Decks.NAME, null));
    await().atMost(PATIENCE).until(() -> find(first).state() == State.BUILDING);
  }

  private void startRunner(Projection decks) {
    startRunner(decks, () -> false);
  }

  private void startRunner(Projection decks, BooleanSupplier isLiveBehind) {
    var projections = new Projections(List.of(decks, LEARNERS));
    runner =
        new ReplayRunner(
            "test",
            projections,
            new ReplayProperties(
                ONE_AT_ONCE, 2, 100, 100, DataSize.ofMegabytes(1), LEASE, LONG, LONG),
            runs.background,
            runs.consumers(),
            isLiveBehind,
            new ReplayMetrics(new SimpleMeterRegistry(), projections.all()));
    runner.start();
  }

  private static Projection decks(ToIntFunction<Event> rowGroup) {
    var decks = Decks.projection();
    return new Projection(
        decks.name(), decks.codeVersion(), decks.topics(), decks.tables(), rowGroup);
  }

  private static PessimisticLockingFailureException deadlock() {
    return new PessimisticLockingFailureException(
        "of the test", new SQLException("deadlock detected", "40P01"));
  }

  private static UUID begin(Order order) {
    return runs.replays.create(order, 1, "op").orElseThrow().id();
  }

  private static Replay awaitEnd(UUID run) {
    return await().atMost(PATIENCE).until(() -> find(run), replay -> replay.state().isFinal());
  }

  private static Replay find(UUID run) {
    return runs.replays.find(run).orElseThrow();
  }
}
