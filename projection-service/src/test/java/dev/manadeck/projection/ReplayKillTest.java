package dev.manadeck.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.RandomStudy;
import dev.manadeck.testing.ServiceProcess;
import dev.manadeck.web.tokens.TestTokens;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * kill -9 of a real process at the end of each step of a replay, when its work is done and nothing
 * is committed yet: a lock of the test holds it there.
 */
class ReplayKillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String HOLD_HERE = "SELECT pg_advisory_lock(4711)";
  private static final String LET_GO = "SELECT pg_advisory_unlock(4711)";

  private static final String WAIT_FUNCTION =
      """
      CREATE FUNCTION projection.wait_for_test() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(4711);
        RETURN NEW;
      END $$
      """;

  private static final String WAIT_AT_LOAD =
      """
      CREATE TRIGGER wait_for_test BEFORE UPDATE ON projection.replay_slices
      FOR EACH ROW WHEN (NEW.state = 'loaded') EXECUTE FUNCTION projection.wait_for_test()
      """;

  private static final String WAIT_AT_END_OF_STEP =
      """
      CREATE TRIGGER wait_for_test BEFORE UPDATE ON projection.replays
      FOR EACH ROW WHEN (OLD.state = '%s' AND NEW.state <> OLD.state)
      EXECUTE FUNCTION projection.wait_for_test()
      """;

  private static final String IS_HELD =
      "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)";

  private static final String ASK =
      """
      INSERT INTO projection.replays
        (replay_id, projection, kind, state, is_paused, is_cancel_requested, code_version,
         is_dry_run, is_swap_wanted, is_forced, event_count, done_event_count, requested_by,
         runner_epoch, created_at, updated_at)
      VALUES (uuidv7(), 'card_progress', :kind, 'waiting', false, false, 1, false, :isSwapWanted,
        false, 0, 0, 'test', 0, now(), now())
      RETURNING replay_id
      """;

  @TempDir private static Path folder;
  private static KafkaLog log;
  private static ProjectionDatabase database;
  private static TestTokens tokens;
  private static ServiceProcess service;

  @BeforeAll
  static void start() {
    log = KafkaLog.withTopics();
    database = ProjectionDatabase.migrated();
    tokens = TestTokens.start();
    log.append(RandomStudy.events(new Random(5), 80));
    service = startService();
    awaitNoLag();
  }

  @AfterAll
  static void close() {
    service.close();
    tokens.close();
    database.close();
    log.close();
  }

  private static ServiceProcess startService() {
    var properties = new TreeMap<String, Object>(tokens.properties());
    properties.put("manadeck.replays.events-in-memory", 100);
    properties.put("manadeck.replays.lease", "2s");
    return ProjectionProcess.start(log, database, properties, folder.resolve("service.log"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waiting",
        "loading",
        "building",
        "indexing",
        "following",
        "verifying",
        "swapping"
      })
  void goesOnWhereItWasAndEndsWithTheSameRows(String step) throws SQLException {
    var before = rows();
    var administrator = database.asAdministrator();
    administrator.sql(WAIT_FUNCTION).update();
    administrator
        .sql(step.equals("loading") ? WAIT_AT_LOAD : WAIT_AT_END_OF_STEP.formatted(step))
        .update();
    UUID replay;
    try (var connection =
        DriverManager.getConnection(
            database.url(), ProjectionDatabase.USERNAME, ProjectionDatabase.PASSWORD)) {
      run(connection, HOLD_HERE);
      replay = ask("rebuild");
      await()
          .atMost(PATIENCE)
          .until(() -> administrator.sql(IS_HELD).query(Boolean.class).single());

      service.kill();

      assertThat(rows()).isEqualTo(before);
      run(connection, LET_GO);
    }
    administrator.sql("DROP FUNCTION projection.wait_for_test() CASCADE").update();
    service = startService();
    await().atMost(PATIENCE).until(() -> isOver(replay));

    assertThat(state(replay)).isEqualTo("completed");
    assertThat(rows()).isEqualTo(before);
    log.append(RandomStudy.events(new Random(step.hashCode()), 2));
    awaitNoLag();
    var verification = ask("verification");
    await().atMost(PATIENCE).until(() -> isOver(verification));
    assertThat(report(verification)).contains("\"differingRowCount\": 0");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private UUID ask(String kind) {
    return database
        .db()
        .sql(ASK)
        .param("kind", kind)
        .param("isSwapWanted", kind.equals("rebuild"))
        .query(UUID.class)
        .single();
  }

  private List<String> rows() {
    return database.rowsOf("card_progress", "card_reviews", "card_marks");
  }

  private boolean isOver(UUID replay) {
    return List.of("completed", "failed", "cancelled").contains(state(replay));
  }

  private String state(UUID replay) {
    return column("state", replay);
  }

  private String report(UUID replay) {
    return column("report", replay);
  }

  private String column(String column, UUID replay) {
    return database
        .db()
        .sql("SELECT %s::text FROM projection.replays WHERE replay_id = :id".formatted(column))
        .param("id", replay)
        .query(String.class)
        .single();
  }

  private static void awaitNoLag() {
    Map<String, Long> ends = new TreeMap<>();
    log.allEnds().forEach((partition, end) -> ends.put(partition.toString(), end));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                database
                    .db()
                    .sql(
                        """
                        SELECT topic || '-' || partition AS place, next_offset
                        FROM projection.positions
                        JOIN projection.projections
                          ON name = projection AND live_generation = generation
                        WHERE projection = 'card_progress'
                        """)
                    .query(
                        (row, number) ->
                            row.getLong("next_offset") >= ends.get(row.getString("place")))
                    .list(),
            reached -> !reached.isEmpty() && !reached.contains(false));
  }
}
