package dev.manadeck.projection.replay;

import static dev.manadeck.projection.replay.SteppedRuns.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.projection.replay.LeaseStore.Wishes;
import dev.manadeck.projection.replay.Replay.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator who was told that a run stops does not see it take effect. */
class CancelledRunTest {
  private static final Wishes CANCEL = new Wishes(false, true);
  private static final Wishes PAUSE = new Wishes(true, false);

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
    var run = runs.heldUntil(state, order(what));
    assertThat(runs.replays.control(run.id(), CANCEL)).isTrue();
    var before = runs.database.everythingBut("replays");

    assertThatThrownBy(() -> runs.run(run).step(state)).isInstanceOf(CancelledException.class);

    assertThat(runs.database.everythingBut("replays")).isEqualTo(before);
    runs.run(run).abandon(State.CANCELLED, "of the test");
    assertThat(runs.replays.find(run.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void replacesNoRow() {
    var run = runs.heldUntil(State.SWAPPING, order("repair"));
    changeTitle("changed by hand");
    assertThat(runs.replays.control(run.id(), CANCEL)).isTrue();
    var before = runs.database.everythingBut("replays");

    assertThatThrownBy(() -> runs.run(run).step(State.SWAPPING))
        .isInstanceOf(CancelledException.class);

    assertThat(runs.database.everythingBut("replays")).isEqualTo(before);
    changeTitle("Two");
  }

  private static void changeTitle(String title) {
    runs.database.db().sql("UPDATE projection.decks SET title = :t").param("t", title).update();
  }

  @Test
  void takesEffectLaterIfItWasPaused() {
    var run = runs.heldUntil(State.SWAPPING, order("rebuild"));
    assertThat(runs.replays.control(run.id(), PAUSE)).isTrue();
    var before = runs.database.everythingBut("replays");

    assertThatThrownBy(() -> runs.run(run).step(State.SWAPPING))
        .isInstanceOf(StoppedException.class);

    assertThat(runs.database.everythingBut("replays")).isEqualTo(before);
  }

  @Test
  void doesNothingMoreOnceItIsTakenUp() {
    runs.begin(order("rebuild"));
    var id = runs.take("first").replay().id();
    assertThat(runs.replays.control(id, CANCEL)).isTrue();
    var second = runs.take("second");
    var before = runs.database.everythingBut("replays");

    assertThatThrownBy(() -> runs.run(second).goOn()).isInstanceOf(CancelledException.class);

    assertThat(runs.database.everythingBut("replays")).isEqualTo(before);
  }
}
