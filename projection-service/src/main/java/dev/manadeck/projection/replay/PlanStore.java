package dev.manadeck.projection.replay;

import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.SqlArrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code replay_targets} and {@code replay_slices}: what a run is to fold. */
final class PlanStore {
  private static final String ADD_TARGETS =
      """
      INSERT INTO projection.replay_targets
        (replay_id, topic, partition, next_offset, created_at, updated_at)
      SELECT :id, topic, partition, next_offset, now(), now()
      FROM unnest(:topics, :partitions, :offsets) AS target (topic, partition, next_offset)
      """;

  private static final String TARGETS =
      """
      SELECT topic, partition, next_offset FROM projection.replay_targets WHERE replay_id = :id
      """;

  private static final String ADD_SLICES =
      """
      INSERT INTO projection.replay_slices
        (replay_id, partition, first_hash, last_hash, state, created_at, updated_at)
      SELECT :id, partition, first_hash, last_hash, 'open', now(), now()
      FROM unnest(:partitions, :firsts, :lasts) AS slice (partition, first_hash, last_hash)
      """;

  private static final String SLICES =
      """
      SELECT partition, first_hash, last_hash
      FROM projection.replay_slices
      WHERE replay_id = :id AND state = :state
      ORDER BY first_hash, partition
      """;

  private static final String REMOVE_SLICE =
      """
      DELETE FROM projection.replay_slices
      WHERE replay_id = :id AND partition = :partition AND first_hash = :first AND state = 'open'
      """;

  private static final String MARK_SLICE =
      """
      UPDATE projection.replay_slices
      SET state = :state, updated_at = now()
      WHERE replay_id = :id
        AND partition = :partition
        AND first_hash = :first
        AND last_hash = :last
        AND state <> 'loaded'
      """;

  private final JdbcClient db;

  PlanStore(JdbcClient db) {
    this.db = db;
  }

  /** What is folded in memory at once. */
  record Slice(int partition, HashRange range) {
    List<Slice> dividedBehind(long middle) {
      return range.dividedBehind(middle).stream().map(part -> new Slice(partition, part)).toList();
    }
  }

  enum SliceState {
    OPEN("open"),
    /** The database did not take a row of it. */
    REFUSED("refused"),
    LOADED("loaded");

    private final String text;

    SliceState(String text) {
      this.text = text;
    }
  }

  void create(UUID id, SortedMap<LogPartition, Long> targets, Collection<Slice> slices) {
    var partitions = targets.keySet();
    db.sql(ADD_TARGETS)
        .param("id", id)
        .param("topics", SqlArrays.texts(partitions, place -> place.topic().shortName()))
        .param("partitions", SqlArrays.ints(partitions, LogPartition::number))
        .param("offsets", SqlArrays.longs(targets.values(), offset -> offset))
        .update();
    addSlices(id, slices);
  }

  private void addSlices(UUID id, Collection<Slice> slices) {
    db.sql(ADD_SLICES)
        .param("id", id)
        .param("partitions", SqlArrays.ints(slices, Slice::partition))
        .param("firsts", SqlArrays.longs(slices, slice -> slice.range().first()))
        .param("lasts", SqlArrays.longs(slices, slice -> slice.range().last()))
        .update();
  }

  SortedMap<LogPartition, Long> targets(UUID id) {
    var targets = new TreeMap<LogPartition, Long>();
    db.sql(TARGETS)
        .param("id", id)
        .query(
            row -> {
              targets.put(Positions.partition(row), row.getLong("next_offset"));
            });
    return targets;
  }

  List<Slice> slices(UUID id, SliceState state) {
    return db.sql(SLICES)
        .param("id", id)
        .param("state", state.text)
        .query(
            (row, number) ->
                new Slice(row.getInt(1), new HashRange(row.getLong(2), row.getLong(3))))
        .list();
  }

  void replace(UUID id, Slice slice, Collection<Slice> parts) {
    db.sql(REMOVE_SLICE)
        .param("id", id)
        .param("partition", slice.partition())
        .param("first", slice.range().first())
        .update();
    addSlices(id, parts);
  }

  /**
   * @throws IllegalStateException if it was loaded before: its rows would stand there twice
   */
  void mark(UUID id, Slice slice, SliceState state) {
    int marked =
        db.sql(MARK_SLICE)
            .param("id", id)
            .param("partition", slice.partition())
            .param("first", slice.range().first())
            .param("last", slice.range().last())
            .param("state", state.text)
            .update();
    if (marked != 1) {
      throw new IllegalStateException("Expected %s to be yet to load".formatted(slice));
    }
  }
}
