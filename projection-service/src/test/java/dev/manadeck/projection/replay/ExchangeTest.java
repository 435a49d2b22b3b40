package dev.manadeck.projection.replay;

import static dev.manadeck.projection.replay.SteppedRuns.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.projection.replay.Replay.State;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the live tables have must not be lost with them. */
class ExchangeTest {
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
  @ValueSource(strings = {"rebuild", "rollback"})
  void anIndexThatAMigrationHasAddedSinceStaysOnTheLiveTables(String what) {
    var run = runs.begunUntil(State.SWAPPING, order(what));
    var index = "idx_decks_title_before_" + what;
    runs.database.db().sql("CREATE INDEX %s ON projection.decks (title)".formatted(index)).update();

    assertThat(run.step(State.SWAPPING)).isEqualTo(State.COMPLETED);

    assertThat(indexesOfDecks()).contains(index);
  }

  private static List<String> indexesOfDecks() {
    return runs.database
        .db()
        .sql("SELECT indexname FROM pg_indexes WHERE tablename = 'decks'")
        .query(String.class)
        .list();
  }
}
