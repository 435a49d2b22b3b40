package dev.manadeck.projection.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.log.LogConsumers;
import dev.manadeck.projection.log.LogConsumers.Gulp;
import dev.manadeck.projection.log.TopicProperties;
import dev.manadeck.projection.replay.GenerationStore.Beside;
import dev.manadeck.projection.replay.Replay.Kind;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.replay.ReplayStore.Taken;
import dev.manadeck.projection.runtime.BackgroundDatabase;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.SkippedEvents;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/**
 * The check of the lease in every change a run makes: a process that was taken for dead wakes up
 * and does its step, but another process has taken the run over by then.
 */
class TakenOverRunTest {
  private static final Duration NO_SIGN_OF_LIFE_NEEDED = Duration.ofSeconds(-1);
  private static final Gulp GULP = new Gulp(100, DataSize.ofMegabytes(1));
  private static final ReplayProperties PROPERTIES =
      new ReplayProperties(
          1,
          2,
          100,
          GULP.maxRecords(),
          GULP.maxSize(),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1));

  private static final DeckStory STORY =
      DeckStory.of("11111111-0000-7000-8000-000000000001", "alice")
          .created("One")
          .detailsChanged("Two");

  private static KafkaLog log;
  private static ProjectionDatabase database;
  private static BackgroundDatabase background;
  private static ReplayStore replays;
  private static GenerationStore generations;

  /** Loads the live tables twice, so that one can go back to tables of the same rows. */
  @BeforeAll
  static void start() {
    log = KafkaLog.withTopics();
    log.append(STORY.events());
    database = ProjectionDatabase.migrated();
    background = database.background();
    replays = new ReplayStore(database.db());
    generations = new GenerationStore(database.db());
    new Positions(database.db(), database.transaction()).register(Decks.projection());
    for (int i = 0; i < 2; i++) {
      begin(Order.rebuild(Decks.NAME, null, true, true, null));
      run(take("loader")).goOn();
    }
  }

  @AfterAll
  static void close() {
    background.close();
    database.close();
    log.close();
  }

  /** What a test that failed has left. */
  @AfterEach
  void endRun() {
    replays.active().forEach(replay -> replays.end(replay.id(), State.CANCELLED, null));
  }

  @ParameterizedTest
  @CsvSource({
    "rebuild, WAITING",
    "rebuild, BUILDING",
    "rebuild, INDEXING",
    "rebuild, FOLLOWING",
    "rebuild, VERIFYING",
    "rebuild, SWAPPING",
    "inspection, INDEXING",
    "verification, VERIFYING",
    "repair, SWAPPING",
    "rollback, WAITING",
    "rollback, SWAPPING"
  })
  void changesNothingAndTheNewHolderEndsTheRun(String what, State state) {
    var rows = database.decksAndCards();
    var first = begunUntil(state, order(what));
    if (what.equals("repair")) {
      database
          .db()
          .sql("UPDATE projection.decks SET title = 'changed by hand' WHERE deck_id = :deckId")
          .param("deckId", STORY.deckId().value())
          .update();
    }
    var second = take("second");
    var before = database.everything();

    assertThatThrownBy(() -> first.step(state)).isInstanceOf(LeaseLostException.class);

    assertThat(database.everything()).isEqualTo(before);
    run(second).goOn();
    assertThat(replays.find(second.replay().id()).orElseThrow().state()).isEqualTo(State.COMPLETED);
    assertThat(database.decksAndCards()).isEqualTo(rows);
  }

  @Test
  void isNotAbandonedByWhoHasLostIt() {
    var first = begunUntil(State.SWAPPING, order("rebuild"));
    var second = take("second");
    var before = database.everything();

    assertThatThrownBy(() -> first.abandon(State.FAILED, "of the first"))
        .isInstanceOf(LeaseLostException.class);

    assertThat(database.everything()).isEqualTo(before);
    run(second).goOn();
  }

  /** Otherwise both processes could believe that they hold it. */
  @Test
  void isNotTakenOverInTheMiddleOfAChange() {
    begin(order("verification"));
    var lease = take("first").lease();

    var takenMeanwhile =
        database
            .transaction()
            .execute(
                status -> {
                  replays.hold(lease);
                  return takenMeanwhile();
                });

    assertThat(takenMeanwhile).isEmpty();
    run(take("second")).goOn();
  }

  /** A process may freeze anywhere in following, and wake up in the middle of another's. */
  @Test
  void isNotFollowedOnByWhoHasLostIt() {
    var lost = heldUntil(State.FOLLOWING, order("forced rebuild"));
    log.append(DeckStory.of(UUID.randomUUID().toString(), "alice").created("Later").events());
    var second = take("second");
    var before = database.everything();

    try (var follower = new TailFollower(lost)) {
      assertThatThrownBy(() -> follower.catchUp(ends(lost))).isInstanceOf(LeaseLostException.class);
    }

    assertThat(database.everything()).isEqualTo(before);
    run(second).goOn();
  }

  /** Otherwise the new holder would count on positions that are about to move. */
  @Test
  void isNotTakenOverInTheMiddleOfABatch() {
    var run = heldUntil(State.FOLLOWING, order("forced rebuild"));
    log.append(DeckStory.of(UUID.randomUUID().toString(), "alice").created("Later").events());
    try (var follower = new TailFollower(run);
        var executor = Executors.newSingleThreadExecutor()) {
      var batch =
          database
              .transaction()
              .execute(
                  status -> {
                    lockPositions(run.generation());
                    var waiting = executor.submit(() -> follower.catchUp(ends(run)));
                    await().until(TakenOverRunTest::isSomebodyWaitingForPositions);

                    assertThat(takenMeanwhile()).isEmpty();

                    return waiting;
                  });
      assertThat(batch).succeedsWithin(Duration.ofSeconds(30));
    }
    run(take("second")).goOn();
  }

  private static Optional<Taken> takenMeanwhile() {
    return background
        .ownTransaction()
        .execute(
            inner ->
                new ReplayStore(background.db())
                    .take("second", NO_SIGN_OF_LIFE_NEEDED, Set.of(Decks.NAME)));
  }

  private static void lockPositions(Generation generation) {
    database
        .db()
        .sql(
            """
            SELECT next_offset FROM projection.positions
            WHERE projection = :projection AND generation = :generation
            FOR UPDATE
            """)
        .param("projection", Decks.NAME)
        .param("generation", generation.number())
        .query(Long.class)
        .list();
  }

  private static boolean isSomebodyWaitingForPositions() {
    return background
        .ownTransaction()
        .execute(
            status ->
                background
                    .db()
                    .sql(
                        """
                        SELECT count(*) > 0 FROM pg_stat_activity
                        WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE projection.positions%'
                        """)
                    .query(Boolean.class)
                    .single());
  }

  private static SortedMap<LogPartition, Long> ends(Run run) {
    try (var reader = run.readers().apply("ends")) {
      return reader.ends(run.projection().topics());
    }
  }

  private static Order order(String what) {
    return switch (what) {
      case "rebuild" -> Order.rebuild(Decks.NAME, null, true, false, null);
      case "forced rebuild" -> Order.rebuild(Decks.NAME, null, true, true, null);
      case "inspection" -> Order.rebuild(Decks.NAME, null, false, false, null);
      case "verification" -> Order.verification(Decks.NAME, null);
      case "repair" -> Order.repair(Decks.NAME, new Scope.OfDeck(STORY.deckId()), false);
      case "rollback" -> Order.rollback(Decks.NAME);
      default -> throw new IllegalArgumentException(what);
    };
  }

  /** A run whose holder has done all that comes before that state. */
  private static ReplayRun begunUntil(State state, Order order) {
    return new ReplayRun(heldUntil(state, order), PROPERTIES, new BuildProgress());
  }

  private static Run heldUntil(State state, Order order) {
    begin(order);
    var held = heldBy(take("first"));
    var run = new ReplayRun(held, PROPERTIES, new BuildProgress());
    for (var at = State.WAITING; at != state; ) {
      at = run.step(at);
    }
    return held;
  }

  private static void begin(Order order) {
    assertThat(replays.create(order, Decks.projection().codeVersion(), "op")).isPresent();
  }

  private static Taken take(String runner) {
    return replays.take(runner, NO_SIGN_OF_LIFE_NEEDED, Set.of(Decks.NAME)).orElseThrow();
  }

  private static ReplayRun run(Taken taken) {
    return new ReplayRun(heldBy(taken), PROPERTIES, new BuildProgress());
  }

  private static Run heldBy(Taken taken) {
    var consumers =
        new LogConsumers(
            Map.of("bootstrap.servers", log.bootstrapServers()), new TopicProperties(log.prefix()));
    return new Run(
        taken.lease(),
        taken.replay(),
        Decks.projection(),
        Generation.beside(generation(taken.replay())),
        SkippedEvents.of(database.db(), Decks.NAME),
        new RunControl(null, () -> false),
        background,
        reader -> consumers.reader(reader, GULP));
  }

  private static int generation(Replay replay) {
    if (replay.generation() != null) {
      return replay.generation();
    }
    return replay.order().kind() == Kind.ROLLBACK
        ? generations.kept(Decks.NAME).map(Beside::number).orElseThrow()
        : generations.nextNumber(Decks.NAME);
  }
}
