package dev.manadeck.projection.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.projection.replay.Replay.State;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run ends although somebody, as a backup does, reads the tables that it has built. */
class EndedRunTest {
  @RegisterExtension private static final SteppedRuns RUNS = SteppedRuns.withEarlierTables();

  @Test
  void afterItsComparison() throws SQLException {
    var run = RUNS.heldUntil(State.VERIFYING, SteppedRuns.order("verification"));

    try (var backup = RUNS.database.dataSource().getConnection()) {
      read(backup, run);
      assertThat(RUNS.run(run).step(State.VERIFYING)).isEqualTo(State.COMPLETED);
    }

    assertIsDroppedLater(run);
  }

  @Test
  void whenItIsGivenUp() throws SQLException {
    var run = RUNS.heldUntil(State.INDEXING, SteppedRuns.order("rebuild"));

    try (var backup = RUNS.database.dataSource().getConnection()) {
      read(backup, run);
      RUNS.run(run).abandon(State.CANCELLED, "of the test");
    }

    assertThat(RUNS.replays.find(run.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
    assertIsDroppedLater(run);
  }

  /** Not for ever: a run that waits goes on then, and drops the tables itself. */
  private static void read(Connection backup, Run run) throws SQLException {
    backup.setAutoCommit(false);
    try (var statement = backup.createStatement()) {
      statement.execute("SET LOCAL idle_in_transaction_session_timeout = '10s'");
      statement.executeQuery("SELECT FROM " + run.generation().table("decks"));
    }
  }

  private static void assertIsDroppedLater(Run run) {
    assertThat(RUNS.generations.expired())
        .anySatisfy(expired -> assertThat(expired.number()).isEqualTo(run.generation().number()));
  }
}
