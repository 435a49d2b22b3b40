package dev.manadeck.projection.replay;

import static dev.manadeck.projection.replay.SteppedRuns.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.projection.replay.LeaseStore.Wishes;
import dev.manadeck.projection.replay.Replay.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator who was told that a run stops does not see it take effect. */
class CancelledRunTest {
  private static final Wishes CANCEL = new Wishes(false, true);
  private static final Wishes PAUSE = new Wishes(true, false);
  private static final Wishes RESUME = new Wishes(false, false);

  @RegisterExtension private static final SteppedRuns RUNS = SteppedRuns.withEarlierTables();

  /** Before a heartbeat has told the run. */
  @ParameterizedTest
  @CsvSource({
    "rebuild, SWAPPING",
    "inspection, INDEXING",
    "verification, VERIFYING",
    "repair, SWAPPING",
    "rollback, SWAPPING"
  })
  void doesNotTakeEffect(String what, State state) {
    var run = RUNS.heldUntil(state, order(what));
    assertThat(RUNS.replays.control(run.id(), CANCEL)).isTrue();
    var before = RUNS.database.everythingBut("replays");

    assertThatThrownBy(() -> RUNS.run(run).step(state)).isInstanceOf(CancelledException.class);

    assertThat(RUNS.database.everythingBut("replays")).isEqualTo(before);
    RUNS.run(run).abandon(State.CANCELLED, "of the test");
    assertThat(RUNS.replays.find(run.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void replacesNoRow() {
    var run = RUNS.heldUntil(State.SWAPPING, order("repair"));
    changeTitle("changed by hand");
    assertThat(RUNS.replays.control(run.id(), CANCEL)).isTrue();
    var before = RUNS.database.everythingBut("replays");

    assertThatThrownBy(() -> RUNS.run(run).step(State.SWAPPING))
        .isInstanceOf(CancelledException.class);

    assertThat(RUNS.database.everythingBut("replays")).isEqualTo(before);
    changeTitle("Two");
  }

  /** Of many parked events, most are left for whoever rolls back later. */
  @Test
  void takesNoMoreSkippedEventsOutOfEarlierTables() {
    var run = RUNS.heldUntil(State.WAITING, order("rollback"));
    skipMeanwhile(run.generation().number());
    run.control().wish(CANCEL);
    var before = RUNS.database.everythingBut("replays");

    assertThatThrownBy(() -> RUNS.run(run).step(State.WAITING))
        .isInstanceOf(CancelledException.class);

    assertThat(RUNS.database.everythingBut("replays")).isEqualTo(before);
  }

  private static void skipMeanwhile(int generation) {
    RUNS.database
        .db()
        .sql(
            """
            INSERT INTO projection.parked_events
              (parked_event_id, projection, generation, topic, partition, record_offset, headers,
               recorded_at, error, attempt_count, created_at, updated_at)
            VALUES (uuidv7(), 'decks', :generation, 'decks', 0, 999, '[]', now(), 'poison', 1, now(), now())
            """)
        .param("generation", generation)
        .update();
    RUNS.database
        .db()
        .sql(
            """
            INSERT INTO projection.skipped_events
              (projection, topic, partition, record_offset, reason, skipped_by, created_at, updated_at)
            VALUES ('decks', 'decks', 0, 999, 'a test', 'op', now(), now())
            """)
        .update();
  }

  private static void changeTitle(String title) {
    RUNS.database.db().sql("UPDATE projection.decks SET title = :t").param("t", title).update();
  }

  @Test
  void takesEffectLaterIfItWasPaused() {
    var run = RUNS.heldUntil(State.SWAPPING, order("rebuild"));
    assertThat(RUNS.replays.control(run.id(), PAUSE)).isTrue();
    var before = RUNS.database.everythingBut("replays");

    assertThatThrownBy(() -> RUNS.run(run).step(State.SWAPPING))
        .isInstanceOf(StoppedException.class);

    assertThat(RUNS.database.everythingBut("replays")).isEqualTo(before);
    assertThat(RUNS.replays.control(run.id(), RESUME)).isTrue();
    assertThat(RUNS.run(RUNS.take("second")).step(State.SWAPPING)).isEqualTo(State.COMPLETED);
    assertThat(RUNS.liveGeneration()).isEqualTo(run.generation().number());
  }

  @Test
  void doesNothingMoreOnceItIsTakenUp() {
    RUNS.begin(order("rebuild"));
    var id = RUNS.take("first").replay().id();
    assertThat(RUNS.replays.control(id, CANCEL)).isTrue();
    var second = RUNS.take("second");
    var before = RUNS.database.everythingBut("replays");

    assertThatThrownBy(() -> RUNS.run(second).goOn()).isInstanceOf(CancelledException.class);

    assertThat(RUNS.database.everythingBut("replays")).isEqualTo(before);
  }
}
