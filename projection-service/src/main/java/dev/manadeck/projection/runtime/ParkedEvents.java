package dev.manadeck.projection.runtime;

import dev.manadeck.projection.runtime.LogRecord.QueueKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Events set aside, in the order of their offsets for each key: the table {@code parked_events}.
 * Whoever parks or takes an event holds the position of its partition in the same transaction, so a
 * queue has never two hands on it.
 */
public final class ParkedEvents {
  private static final String ANY =
      """
      SELECT EXISTS (
        SELECT FROM projection.parked_events
        WHERE projection = :projection AND generation = :generation)
      """;

  private static final String QUEUES =
      """
      SELECT asked.topic, asked.record_key
      FROM unnest(:topics, :keys) AS asked (topic, record_key)
      CROSS JOIN LATERAL (
        SELECT FROM projection.parked_events parked
        WHERE parked.projection = :projection
          AND parked.generation = :generation
          AND parked.topic = asked.topic
          AND parked.record_key_hash = sha256(asked.record_key)
        LIMIT 1) AS any_of_key
      """;

  private static final String PARK =
      """
      INSERT INTO projection.parked_events
        (parked_event_id, projection, generation, topic, partition, record_offset, record_key,
         headers, payload, recorded_at, occurred_at, error, attempt_count, created_at, updated_at)
      SELECT uuidv7(), :projection, :generation, topic, partition, record_offset, record_key,
        headers::jsonb, payload, recorded_at, occurred_at, error,
        CASE WHEN error IS NULL THEN 0 ELSE 1 END, now(), now()
      FROM unnest(:topics, :partitions, :offsets, :keys, :headers, :payloads, :recordedAts,
          :occurredAts, :errors)
        AS parked (topic, partition, record_offset, record_key, headers, payload, recorded_at,
          occurred_at, error)
      ON CONFLICT (projection, generation, topic, partition, record_offset) DO NOTHING
      """;

  private final JdbcClient db;

  public ParkedEvents(JdbcClient db) {
    this.db = db;
  }

  /** The queues among those of the batch in which an event is parked already. */
  Set<QueueKey> queues(String projection, Generation generation, List<ReadRecord> records) {
    if (!isAnyParked(projection, generation)) {
      return Set.of();
    }
    var asked = new HashMap<TopicKey, QueueKey>();
    records.forEach(
        read -> read.record().queueKey().ifPresent(key -> asked.put(TopicKey.of(key), key)));
    var parked = new HashSet<QueueKey>();
    db.sql(QUEUES)
        .param("projection", projection)
        .param("generation", generation.number())
        .param("topics", SqlArrays.texts(asked.keySet(), TopicKey::topic))
        .param("keys", SqlArrays.bytes(asked.keySet(), key -> key.bytes().array()))
        .query((row, number) -> new TopicKey(row.getString(1), ByteBuffer.wrap(row.getBytes(2))))
        .list()
        .forEach(key -> parked.add(asked.get(key)));
    return parked;
  }

  private boolean isAnyParked(String projection, Generation generation) {
    return db.sql(ANY)
        .param("projection", projection)
        .param("generation", generation.number())
        .query(Boolean.class)
        .single();
  }

  public void park(String projection, Generation generation, Collection<ParkedRecord> parked) {
    if (parked.isEmpty()) {
      return;
    }
    db.sql(PARK)
        .param("projection", projection)
        .param("generation", generation.number())
        .param("topics", SqlArrays.texts(parked, p -> partition(p).topic().shortName()))
        .param("partitions", SqlArrays.ints(parked, p -> partition(p).number()))
        .param("offsets", SqlArrays.longs(parked, p -> p.read().record().offset()))
        .param("keys", SqlArrays.bytes(parked, p -> p.read().record().key()))
        .param("headers", SqlArrays.texts(parked, ParkedEvents::headers))
        .param("payloads", SqlArrays.bytes(parked, p -> p.read().record().value()))
        .param(
            "recordedAts",
            SqlArrays.instants(parked, p -> storable(p.read().record().recordedAt())))
        .param("occurredAts", SqlArrays.instants(parked, ParkedEvents::occurredAt))
        .param("errors", SqlArrays.texts(parked, ParkedRecord::error))
        .update();
  }

  private static LogPartition partition(ParkedRecord parked) {
    return parked.read().record().partition();
  }

  private static String headers(ParkedRecord parked) {
    return StoredHeaders.toJson(parked.read().record().headers().toList());
  }

  private static @Nullable Instant occurredAt(ParkedRecord parked) {
    var event = parked.read().event();
    return event == null ? null : storable(event.event().occurredAt());
  }

  /** A poisoned record may claim any instant; PostgreSQL reads four digits of a year. */
  private static Instant storable(Instant instant) {
    if (instant.isBefore(Instant.EPOCH)) {
      return Instant.EPOCH;
    }
    return instant.isAfter(LATEST) ? LATEST : instant;
  }

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private record TopicKey(String topic, ByteBuffer bytes) {
    static TopicKey of(QueueKey key) {
      return new TopicKey(key.partition().topic().shortName(), key.bytes());
    }
  }
}
