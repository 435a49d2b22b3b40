package dev.manadeck.projection.replay;

import dev.manadeck.projection.runtime.SqlColumns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code operator_actions}: who did what, and when. */
public final class ActionStore {
  private static final String ADD =
      """
      INSERT INTO projection.operator_actions
        (action_id, action, projection, replay_id, details, user_id, created_at, updated_at)
      VALUES (uuidv7(), :action, :projection, :replayId, :details::jsonb, :userId, now(), now())
      """;

  private static final String LATEST =
      """
      SELECT action_id, action, projection, replay_id, details, user_id, created_at
      FROM projection.operator_actions
      ORDER BY created_at DESC, action_id DESC
      LIMIT :limit
      """;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

  private final JdbcClient db;

  public ActionStore(JdbcClient db) {
    this.db = db;
  }

  public record Action(
      UUID id,
      String action,
      @Nullable String projection,
      @Nullable UUID replayId,
      Map<String, Object> details,
      String userId,
      Instant at) {}

  public void add(
      String action,
      @Nullable String projection,
      @Nullable UUID replayId,
      Map<String, ?> details,
      String userId) {
    db.sql(ADD)
        .param("action", action)
        .param("projection", projection)
        .param("replayId", replayId)
        .param("details", JSON.writeValueAsString(details))
        .param("userId", userId)
        .update();
  }

  /** The latest first. */
  public List<Action> latest(int limit) {
    return db.sql(LATEST)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Action(
                    row.getObject("action_id", UUID.class),
                    row.getString("action"),
                    row.getString("projection"),
                    row.getObject("replay_id", UUID.class),
                    JSON.readValue(row.getString("details"), DETAILS),
                    row.getString("user_id"),
                    SqlColumns.instant(row, "created_at")))
        .list();
  }
}
