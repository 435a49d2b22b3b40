package dev.manadeck.projection.replay;

import static dev.manadeck.projection.replay.SteppedRuns.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.LogPartition;
import java.time.Duration;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The check of the lease in every change a run makes: a process that was taken for dead wakes up
 * and does its step, but another process has taken the run over by then.
 */
class TakenOverRunTest {
  private static SteppedRuns runs;

  @BeforeAll
  static void start() {
    runs = SteppedRuns.withEarlierTables();
  }

  @AfterAll
  static void close() {
    runs.close();
  }

  @AfterEach
  void endRuns() {
    runs.endAll();
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
    var rows = runs.database.decksAndCards();
    var first = runs.begunUntil(state, order(what));
    if (what.equals("repair")) {
      runs.database
          .db()
          .sql("UPDATE projection.decks SET title = 'changed by hand' WHERE deck_id = :deckId")
          .param("deckId", runs.story.deckId().value())
          .update();
    }
    var second = runs.take("second");
    var before = runs.database.everything();

    assertThatThrownBy(() -> first.step(state)).isInstanceOf(LeaseLostException.class);

    assertThat(runs.database.everything()).isEqualTo(before);
    runs.run(second).goOn();
    assertThat(runs.replays.find(second.replay().id()).orElseThrow().state())
        .isEqualTo(State.COMPLETED);
    assertThat(runs.database.decksAndCards()).isEqualTo(rows);
  }

  @Test
  void isNotAbandonedByWhoHasLostIt() {
    var first = runs.begunUntil(State.SWAPPING, order("rebuild"));
    var second = runs.take("second");
    var before = runs.database.everything();

    assertThatThrownBy(() -> first.abandon(State.FAILED, "of the first"))
        .isInstanceOf(LeaseLostException.class);

    assertThat(runs.database.everything()).isEqualTo(before);
    runs.run(second).goOn();
  }

  /** Otherwise both processes could believe that they hold it. */
  @Test
  void isNotTakenOverInTheMiddleOfAChange() {
    runs.begin(order("verification"));
    var lease = runs.take("first").lease();

    var takenMeanwhile =
        runs.database
            .transaction()
            .execute(
                status -> {
                  runs.leases.hold(lease);
                  return runs.takenMeanwhile();
                });

    assertThat(takenMeanwhile).isEmpty();
    runs.run(runs.take("second")).goOn();
  }

  /** A process may freeze anywhere in following, and wake up in the middle of another's. */
  @Test
  void isNotFollowedOnByWhoHasLostIt() {
    var lost = runs.heldUntil(State.FOLLOWING, order("forced rebuild"));
    runs.log.append(DeckStory.of(UUID.randomUUID().toString(), "alice").created("Later").events());
    var second = runs.take("second");
    var before = runs.database.everything();

    try (var follower = new TailFollower(lost)) {
      assertThatThrownBy(() -> follower.catchUp(ends(lost))).isInstanceOf(LeaseLostException.class);
    }

    assertThat(runs.database.everything()).isEqualTo(before);
    runs.run(second).goOn();
  }

  /** Otherwise the new holder would count on positions that are about to move. */
  @Test
  void isNotTakenOverInTheMiddleOfABatch() {
    var run = runs.heldUntil(State.FOLLOWING, order("forced rebuild"));
    runs.log.append(DeckStory.of(UUID.randomUUID().toString(), "alice").created("Later").events());
    try (var follower = new TailFollower(run);
        var executor = Executors.newSingleThreadExecutor()) {
      var batch =
          runs.database
              .transaction()
              .execute(
                  status -> {
                    lockPositions(run.generation());
                    var waiting = executor.submit(() -> follower.catchUp(ends(run)));
                    await().until(TakenOverRunTest::isSomebodyWaitingForPositions);

                    assertThat(runs.takenMeanwhile()).isEmpty();

                    return waiting;
                  });
      assertThat(batch).succeedsWithin(Duration.ofSeconds(30));
    }
    runs.run(runs.take("second")).goOn();
  }

  private static void lockPositions(Generation generation) {
    runs.database
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
    return runs.background
        .ownTransaction()
        .execute(
            status ->
                runs.background
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
}
