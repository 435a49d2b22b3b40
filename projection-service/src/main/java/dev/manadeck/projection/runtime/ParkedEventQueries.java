package dev.manadeck.projection.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.events.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one sees of the events that were set aside in live tables. A replay parks its own, which
 * have ids of their own.
 */
public final class ParkedEventQueries {
  private static final String COLUMNS =
      """
      parked_event_id, projection, topic, partition, record_offset, record_key, recorded_at, error,
      attempt_count,
      (SELECT count(*)
        FROM projection.parked_events behind
        WHERE behind.projection = parked.projection
          AND behind.generation = parked.generation
          AND behind.topic = parked.topic
          AND behind.record_key_hash = parked.record_key_hash
          AND behind.record_offset > parked.record_offset) AS waiting_count
      """;

  private static final String HEADS =
      "SELECT "
          + COLUMNS
          + """
          FROM projection.parked_events parked
          JOIN projection.projections
            ON projections.name = parked.projection
            AND projections.live_generation = parked.generation
          WHERE parked.error IS NOT NULL
            OR NOT EXISTS (
              SELECT FROM projection.parked_events earlier
              WHERE earlier.projection = parked.projection
                AND earlier.generation = parked.generation
                AND earlier.topic = parked.topic
                AND earlier.record_key_hash = parked.record_key_hash
                AND earlier.record_offset < parked.record_offset)
          ORDER BY projection, topic, partition, record_offset
          LIMIT :limit
          """;

  private static final String FIND =
      "SELECT headers, payload, "
          + COLUMNS
          + """
          FROM projection.parked_events parked
          JOIN projection.projections
            ON projections.name = parked.projection
            AND projections.live_generation = parked.generation
          WHERE parked_event_id = :id
          """;

  private static final String COUNT_KEYS =
      """
      SELECT projection, count(DISTINCT coalesce(record_key_hash, parked_event_id::text::bytea))
      FROM projection.parked_events parked
      JOIN projection.projections
        ON projections.name = parked.projection
        AND projections.live_generation = parked.generation
      GROUP BY projection
      """;

  private static final String PROJECTIONS_WITHOUT_ALL_OF =
      """
      SELECT DISTINCT asked.projection
      FROM unnest(:projections, :topics) AS asked (projection, topic)
      JOIN projection.projections ON projections.name = asked.projection
      CROSS JOIN LATERAL (
        SELECT FROM projection.parked_events parked
        WHERE parked.projection = asked.projection
          AND parked.generation = projections.live_generation
          AND parked.topic = asked.topic
          AND parked.record_key_hash = sha256(:key)
        LIMIT 1) AS any_of_key
      ORDER BY asked.projection
      """;

  private final JdbcClient db;

  public ParkedEventQueries(JdbcClient db) {
    this.db = db;
  }

  /**
   * @param key as text, as far as it is text
   * @param error why it could not be applied; null if it only waits behind another event
   * @param waitingCount later events of its key
   */
  public record ParkedEvent(
      UUID id,
      String projection,
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      Instant recordedAt,
      @Nullable String error,
      int attemptCount,
      long waitingCount) {}

  /**
   * An event with all that stands in its record.
   *
   * @param headers names and values, as far as these are text
   * @param payload as far as it is text
   */
  public record WholeEvent(ParkedEvent event, List<Header> headers, @Nullable String payload) {}

  public record Header(String name, String value) {}

  /**
   * Those that could not be applied, not those that wait behind them. One whose forerunner is gone
   * is among them though it was not tried yet: whoever took the other one away died before that.
   */
  public List<ParkedEvent> heads(int limit) {
    return db.sql(HEADS).param("limit", limit).query(ParkedEventQueries::event).list();
  }

  public Optional<WholeEvent> find(UUID parkedEventId) {
    return db.sql(FIND).param("id", parkedEventId).query(ParkedEventQueries::wholeEvent).optional();
  }

  /** Keys with parked events in the live tables; projections without any are left out. */
  public Map<String, Long> countByProjection() {
    return db
        .sql(COUNT_KEYS)
        .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Those of these projections in whose live tables events of that key are missing. */
  public List<String> withoutAllOf(byte[] key, Collection<Projection> projections) {
    var asked =
        projections.stream()
            .flatMap(
                projection ->
                    projection.topics().stream().map(topic -> new Asked(projection, topic)))
            .toList();
    return db.sql(PROJECTIONS_WITHOUT_ALL_OF)
        .param("projections", SqlArrays.texts(asked, one -> one.projection().name()))
        .param("topics", SqlArrays.texts(asked, one -> one.topic().shortName()))
        .param("key", key)
        .query(String.class)
        .list();
  }

  private record Asked(Projection projection, Topic topic) {}

  private static ParkedEvent event(ResultSet row, int number) throws SQLException {
    return new ParkedEvent(
        row.getObject("parked_event_id", UUID.class),
        row.getString("projection"),
        row.getString("topic"),
        row.getInt("partition"),
        row.getLong("record_offset"),
        text(row.getBytes("record_key")),
        SqlColumns.instant(row, "recorded_at"),
        row.getString("error"),
        row.getInt("attempt_count"),
        row.getLong("waiting_count"));
  }

  private static WholeEvent wholeEvent(ResultSet row, int number) throws SQLException {
    return new WholeEvent(
        event(row, number),
        StoredHeaders.fromJson(row.getString("headers")).stream()
            .map(header -> new Header(header.name(), new String(header.value(), UTF_8)))
            .toList(),
        text(row.getBytes("payload")));
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }
}
