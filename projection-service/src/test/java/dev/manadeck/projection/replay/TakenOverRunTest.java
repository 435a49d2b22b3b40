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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The check of the lease in every change a run makes: a process that was taken for dead wakes up
 * and does its step, but another process has taken the run over by then.
 */
class TakenOverRunTest {
  @RegisterExtension private static final SteppedRuns RUNS = SteppedRuns.withEarlierTables();

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
    var rows = RUNS.database.decksAndCards();
    var first = RUNS.begunUntil(state, order(what));
    if (what.equals("repair")) {
      RUNS.database
          .db()
          .sql("UPDATE projection.decks SET title = 'changed by hand' WHERE deck_id = :deckId")
          .param("deckId", RUNS.story.deckId().value())
          .update();
    }
    var second = RUNS.take("second");
    var before = RUNS.database.everything();

    assertThatThrownBy(() -> first.step(state)).isInstanceOf(LeaseLostException.class);

    assertThat(RUNS.database.everything()).isEqualTo(before);
    RUNS.run(second).goOn();
    assertThat(RUNS.replays.find(second.replay().id()).orElseThrow().state())
        .isEqualTo(State.COMPLETED);
    assertThat(RUNS.database.decksAndCards()).isEqualTo(rows);
  }

  @Test
  void isNotAbandonedByWhoHasLostIt() {
    var first = RUNS.begunUntil(State.SWAPPING, order("rebuild"));
    var second = RUNS.take("second");
    var before = RUNS.database.everything();

    assertThatThrownBy(() -> first.abandon(State.FAILED, "of the first"))
        .isInstanceOf(LeaseLostException.class);

    assertThat(RUNS.database.everything()).isEqualTo(before);
    RUNS.run(second).goOn();
  }

  @Test
  void isNotAbandonedOnceItsTablesAreLive() {
    var run = RUNS.begunUntil(State.SWAPPING, order("rebuild"));
    assertThat(run.step(State.SWAPPING)).isEqualTo(State.COMPLETED);
    var before = RUNS.database.everything();

    assertThatThrownBy(() -> run.abandon(State.FAILED, "of the test"))
        .isInstanceOf(LeaseLostException.class);

    assertThat(RUNS.database.everything()).isEqualTo(before);
  }

  /** Otherwise both processes could believe that they hold it. */
  @Test
  void isNotTakenOverInTheMiddleOfAChange() {
    RUNS.begin(order("verification"));
    var lease = RUNS.take("first").lease();

    var takenMeanwhile =
        RUNS.database
            .transaction()
            .execute(
                status -> {
                  RUNS.leases.hold(lease);
                  return RUNS.takenMeanwhile();
                });

    assertThat(takenMeanwhile).isEmpty();
    RUNS.run(RUNS.take("second")).goOn();
  }

  /** A process may freeze anywhere in following, and wake up in the middle of another's. */
  @Test
  void isNotFollowedOnByWhoHasLostIt() {
    var lost = RUNS.heldUntil(State.FOLLOWING, order("forced rebuild"));
    RUNS.log.append(DeckStory.of(UUID.randomUUID().toString(), "alice").created("Later").events());
    var second = RUNS.take("second");
    var before = RUNS.database.everything();

    try (var follower = new TailFollower(lost)) {
      assertThatThrownBy(() -> follower.catchUp(ends(lost))).isInstanceOf(LeaseLostException.class);
    }

    assertThat(RUNS.database.everything()).isEqualTo(before);
    RUNS.run(second).goOn();
  }

  /** Otherwise the new holder would count on positions that are about to move. */
  @Test
  void isNotTakenOverInTheMiddleOfABatch() {
    var run = RUNS.heldUntil(State.FOLLOWING, order("forced rebuild"));
    RUNS.log.append(DeckStory.of(UUID.randomUUID().toString(), "alice").created("Later").events());
    try (var follower = new TailFollower(run);
        var executor = Executors.newSingleThreadExecutor()) {
      var batch =
          RUNS.database
              .transaction()
              .execute(
                  status -> {
                    lockPositions(run.generation());
                    var waiting = executor.submit(() -> follower.catchUp(ends(run)));
                    await().until(TakenOverRunTest::isSomebodyWaitingForPositions);

                    assertThat(RUNS.takenMeanwhile()).isEmpty();

                    return waiting;
                  });
      assertThat(batch).succeedsWithin(Duration.ofSeconds(30));
    }
    RUNS.run(RUNS.take("second")).goOn();
  }

  private static void lockPositions(Generation generation) {
    RUNS.database
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
    return RUNS.background
        .ownTransaction()
        .execute(
            status ->
                RUNS.background
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
