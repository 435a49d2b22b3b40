package dev.manadeck.projection.replay;

import static java.util.Objects.requireNonNull;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.replay.Replay.Kind;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.SqlColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Runs as they stand in the table {@code replays}. */
final class ReplayRows {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Long>> OFFSETS = new TypeReference<>() {};

  static final String COLUMNS =
      """
      replay_id, projection, kind, state, is_paused, is_cancel_requested, generation, code_version,
      recorded_until_at, until_offsets, scope_deck_id, scope_user_id, is_dry_run, is_swap_wanted, is_forced, max_rate,
      event_count, done_event_count, events_per_second, report, error, requested_by, runner, started_at, completed_at,
      created_at
      """;

  private ReplayRows() {}

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
