package dev.manadeck.projection.replay;

import static java.util.Objects.requireNonNull;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.replay.LeaseStore.Wishes;
import dev.manadeck.projection.replay.Replay.Kind;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.SqlColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code replays}: what was asked for, and how far it has come. */
final class ReplayStore {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Long>> OFFSETS = new TypeReference<>() {};

  static final String COLUMNS =
      """
      replay_id, projection, kind, state, is_paused, is_cancel_requested, generation, code_version,
      recorded_until_at, until_offsets, scope_deck_id, scope_user_id, is_dry_run, is_swap_wanted, is_forced, max_rate,
      event_count, done_event_count, events_per_second, report, error, requested_by, runner, started_at, completed_at,
      created_at
      """;

  private static final String CREATE =
      """
      INSERT INTO projection.replays
        (replay_id, projection, kind, state, is_paused, is_cancel_requested, code_version, recorded_until_at, until_offsets,
         scope_deck_id, scope_user_id, is_dry_run, is_swap_wanted, is_forced, max_rate, event_count,
         done_event_count, requested_by, runner_epoch, created_at, updated_at)
      VALUES
        (uuidv7(), :projection, :kind, 'waiting', false, false, :codeVersion, :asOf, :asOfOffsets::jsonb, :scopeDeckId,
         :scopeUserId, :isDryRun, :isSwapWanted, :isForced, :maxRate, 0, 0, :requestedBy, 0, now(),
         now())
      ON CONFLICT (projection) WHERE state NOT IN ('completed', 'failed', 'cancelled') DO NOTHING
      RETURNING\s"""
          + COLUMNS;

  private static final String FIND =
      "SELECT " + COLUMNS + "FROM projection.replays WHERE replay_id = :id";

  /** Of differences, which may be a thousand, only how many there are. */
  private static final String COLUMNS_IN_LISTS =
      COLUMNS.replace(" report,", " jsonb_set(report, '{differences}', '[]') AS report,");

  private static final String ACTIVE =
      "SELECT "
          + COLUMNS_IN_LISTS
          + """
          FROM projection.replays
          WHERE projection = :projection AND state NOT IN ('completed', 'failed', 'cancelled')
          """;

  private static final String ALL_ACTIVE =
      "SELECT "
          + COLUMNS_IN_LISTS
          + "FROM projection.replays WHERE state NOT IN ('completed', 'failed', 'cancelled')";

  private static final String LATEST =
      "SELECT "
          + COLUMNS_IN_LISTS
          + """
          FROM projection.replays
          WHERE :projection::text IS NULL OR projection = :projection
          ORDER BY created_at DESC, replay_id
          LIMIT :limit
          """;

  private static final String BEGIN_BUILDING =
      """
      UPDATE projection.replays
      SET state = 'building', generation = :generation, event_count = :eventCount, attempt_count = 1,
        updated_at = now()
      WHERE replay_id = :id
      """;

  private static final String ENTER =
      """
      UPDATE projection.replays
      SET state = :state, attempt_count = 1, updated_at = now(), error = NULL,
        done_event_count = CASE WHEN :state = 'building' THEN done_event_count ELSE event_count END
      WHERE replay_id = :id
      """;

  private static final String GOT_ON =
      "UPDATE projection.replays SET attempt_count = 1 WHERE replay_id = :id";

  private static final String SET_GENERATION =
      "UPDATE projection.replays SET generation = :generation WHERE replay_id = :id";

  private static final String REPORT =
      """
      UPDATE projection.replays SET report = :report::jsonb, updated_at = now()
      WHERE replay_id = :id
      """;

  private static final String END =
      """
      UPDATE projection.replays
      SET state = :state, error = :error, completed_at = now(), heartbeat_at = NULL,
        is_paused = false, updated_at = now(),
        done_event_count =
          CASE WHEN :state = 'completed' THEN event_count ELSE done_event_count END
      WHERE replay_id = :id
      """;

  private static final String CONTROL =
      """
      UPDATE projection.replays
      SET is_paused = :isPaused, is_cancel_requested = :isCancelled, updated_at = now()
      WHERE replay_id = :id
        AND state NOT IN ('completed', 'failed', 'cancelled')
        AND (:isCancelled OR NOT is_cancel_requested)
      """;

  private static final String REMOVE_PLAN =
      """
      WITH slices AS (DELETE FROM projection.replay_slices WHERE replay_id = :id)
      DELETE FROM projection.replay_targets WHERE replay_id = :id
      """;

  private final JdbcClient db;

  ReplayStore(JdbcClient db) {
    this.db = db;
  }

  /** Empty if another run of that projection is not yet over. */
  Optional<Replay> create(Order order, int codeVersion, String requestedBy) {
    var scope = order.scope();
    return db.sql(CREATE)
        .param("projection", order.projection())
        .param("kind", order.kind().text())
        .param("codeVersion", codeVersion)
        .param(
            "asOf",
            order.asOf() instanceof AsOf.AtInstant at
                ? at.instant().atOffset(ZoneOffset.UTC)
                : null)
        .param(
            "asOfOffsets",
            order.asOf() instanceof AsOf.AtOffsets at
                ? JSON.writeValueAsString(at.offsets())
                : null)
        .param("scopeDeckId", scope instanceof Scope.OfDeck of ? of.deckId().value() : null)
        .param("scopeUserId", scope instanceof Scope.OfLearner of ? of.userId().value() : null)
        .param("isDryRun", order.isDryRun())
        .param("isSwapWanted", order.isSwapWanted())
        .param("isForced", order.isForced())
        .param("maxRate", order.maxRate())
        .param("requestedBy", requestedBy)
        .query(ReplayStore::replay)
        .optional();
  }

  Optional<Replay> find(UUID id) {
    return db.sql(FIND).param("id", id).query(ReplayStore::replay).optional();
  }

  Optional<Replay> active(String projection) {
    return db.sql(ACTIVE).param("projection", projection).query(ReplayStore::replay).optional();
  }

  /** At most one a projection, without differences. */
  List<Replay> active() {
    return db.sql(ALL_ACTIVE).query(ReplayStore::replay).list();
  }

  /** The latest first, without the differences that their comparisons found. */
  List<Replay> latest(@Nullable String projection, int limit) {
    return db.sql(LATEST)
        .param("projection", projection)
        .param("limit", limit)
        .query(ReplayStore::replay)
        .list();
  }

  void beginBuilding(UUID id, int generation, long eventCount) {
    db.sql(BEGIN_BUILDING)
        .param("id", id)
        .param("generation", generation)
        .param("eventCount", eventCount)
        .update();
  }

  void useGeneration(UUID id, int generation) {
    db.sql(SET_GENERATION).param("id", id).param("generation", generation).update();
  }

  void enter(UUID id, State state) {
    db.sql(ENTER).param("id", id).param("state", state.text()).update();
  }

  void report(UUID id, Report report) {
    db.sql(REPORT).param("id", id).param("report", JSON.writeValueAsString(report)).update();
  }

  /** For good; what was planned is removed. */
  void end(UUID id, State state, @Nullable String error) {
    db.sql(END).param("id", id).param("state", state.text()).param("error", error).update();
    db.sql(REMOVE_PLAN).param("id", id).update();
  }

  /** Other than by entering the next state. */
  void gotOn(UUID id) {
    db.sql(GOT_ON).param("id", id).update();
  }

  /** False if the run is over, or is to be cancelled and something else is wanted. */
  boolean control(UUID id, Wishes wishes) {
    return db.sql(CONTROL)
            .param("id", id)
            .param("isPaused", wishes.isPaused())
            .param("isCancelled", wishes.isCancelRequested())
            .update()
        == 1;
  }

  static Replay replay(ResultSet row, int number) throws SQLException {
    var report = row.getString("report");
    return new Replay(
        row.getObject("replay_id", UUID.class),
        order(row),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getBoolean("is_paused"),
        row.getBoolean("is_cancel_requested"),
        row.getObject("generation", Integer.class),
        row.getInt("code_version"),
        row.getLong("event_count"),
        row.getLong("done_event_count"),
        row.getObject("events_per_second", Double.class),
        report == null ? null : JSON.readValue(report, Report.class),
        row.getString("error"),
        row.getString("requested_by"),
        row.getString("runner"),
        SqlColumns.nullableInstant(row, "started_at"),
        SqlColumns.nullableInstant(row, "completed_at"),
        SqlColumns.instant(row, "created_at"));
  }

  private static Order order(ResultSet row) throws SQLException {
    return new Order(
        row.getString("projection"),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        asOf(row),
        scope(row),
        row.getBoolean("is_dry_run"),
        row.getBoolean("is_swap_wanted"),
        row.getBoolean("is_forced"),
        row.getObject("max_rate", Integer.class));
  }

  private static @Nullable AsOf asOf(ResultSet row) throws SQLException {
    var instant = SqlColumns.nullableInstant(row, "recorded_until_at");
    if (instant != null) {
      return new AsOf.AtInstant(instant);
    }
    var offsets = row.getString("until_offsets");
    return offsets == null ? null : AsOf.AtOffsets.of(JSON.readValue(offsets, OFFSETS));
  }

  private static @Nullable Scope scope(ResultSet row) throws SQLException {
    var deckId = row.getObject("scope_deck_id", UUID.class);
    if (deckId != null) {
      return new Scope.OfDeck(new DeckId(deckId));
    }
    return row.getString("scope_user_id") == null
        ? null
        : new Scope.OfLearner(new UserId(requireNonNull(row.getString("scope_user_id"))));
  }
}
