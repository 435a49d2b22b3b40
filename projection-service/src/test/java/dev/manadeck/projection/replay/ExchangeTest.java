package dev.manadeck.projection.replay;

import static dev.manadeck.projection.replay.SteppedRuns.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.projection.replay.Replay.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the live tables have must not be lost with them. */
class ExchangeTest {
  @RegisterExtension private static final SteppedRuns RUNS = SteppedRuns.withEarlierTables();

  @ParameterizedTest
  @ValueSource(strings = {"rebuild", "rollback"})
  void anIndexThatAMigrationHasAddedSinceStaysOnTheLiveTables(String what) {
    var run = RUNS.begunUntil(State.SWAPPING, order(what));
    var index = "idx_decks_title_before_" + what;
    RUNS.database.db().sql("CREATE INDEX %s ON projection.decks (title)".formatted(index)).update();

    assertThat(run.step(State.SWAPPING)).isEqualTo(State.COMPLETED);

    assertThat(indexesOfDecks()).contains(index);
  }

  @Test
  void aRollbackToTablesOfAnotherShapeIsRefusedBeforeAnythingIsDone() {
    var run = RUNS.begunUntil(State.WAITING, order("rollback"));
    RUNS.database.db().sql("ALTER TABLE projection.decks ADD COLUMN mood text").update();

    assertThatThrownBy(() -> run.step(State.WAITING))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("The table decks has other columns by now");

    RUNS.database.db().sql("ALTER TABLE projection.decks DROP COLUMN mood").update();
  }

  private static List<String> indexesOfDecks() {
    return RUNS.database
        .db()
        .sql("SELECT indexname FROM pg_indexes WHERE tablename = 'decks'")
        .query(String.class)
        .list();
  }
}
