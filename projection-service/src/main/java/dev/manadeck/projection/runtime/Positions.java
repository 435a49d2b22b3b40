package dev.manadeck.projection.runtime;

import dev.manadeck.events.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How far each projection has come, and who may move it on: the table {@code positions}. Safe for
 * use by several threads.
 *
 * <p>Whoever locks more than one row takes the projection first, then positions in the order of
 * {@link LogPartition}: nobody waits for each other.
 */
public final class Positions {
  private static final String REGISTER =
      """
      INSERT INTO projection.projections
        (name, state, live_generation, code_version, created_at, updated_at)
      VALUES (:projection, 'running', 1, :codeVersion, now(), now())
      ON CONFLICT (name) DO NOTHING
      """;

  private static final String LIVE =
      """
      SELECT live_generation, state = 'paused' AS is_paused
      FROM projection.projections
      WHERE name = :projection
      """;

  /** So that generations do not swap, and nobody pauses, between this and the claim. */
  private static final String LIVE_LOCKED = LIVE + "FOR SHARE";

  private static final String LIVE_TO_ONESELF = LIVE + "FOR NO KEY UPDATE";

  /** A process that freezes must not keep the live workers of others from their positions. */
  private static final String DO_NOT_FREEZE_WITH_LOCKS =
      "SELECT set_config('idle_in_transaction_session_timeout', '5s', true)";

  private static final String HELD_TO_ONESELF =
      """
      SELECT topic, partition, next_offset, owner_epoch
      FROM projection.positions
      WHERE projection = :projection AND generation = :generation
      ORDER BY array_position(:topicsInOrder, topic), partition
      FOR UPDATE
      """;

  private static final String BEGIN =
      """
      INSERT INTO projection.positions
        (projection, generation, topic, partition, next_offset, owner_epoch, created_at, updated_at)
      SELECT :projection, :generation, topic, partition, next_offset, 1, now(), now()
      FROM unnest(:topics, :partitions, :next) AS begun (topic, partition, next_offset)
      ON CONFLICT (projection, generation, topic, partition) DO NOTHING
      """;

  private static final String SET_STATE =
      """
      UPDATE projection.projections SET state = :state, updated_at = now()
      WHERE name = :projection AND state <> :state
      """;

  private static final String FENCE =
      """
      UPDATE projection.positions
      SET owner_epoch = owner_epoch + 1, updated_at = now()
      WHERE projection = :projection AND generation = :generation
      """;

  private static final String LOCK =
      """
      SELECT next_offset
      FROM projection.positions
      WHERE projection = :projection
        AND generation = :generation
        AND topic = :topic
        AND partition = :partition
      FOR UPDATE
      """;

  private static final String CLAIM =
      """
      INSERT INTO projection.positions AS stored
        (projection, generation, topic, partition, next_offset, owner_epoch, created_at, updated_at)
      SELECT :projection, :generation, topic, partition, 0, 1, now(), now()
      FROM unnest(:topics, :partitions) AS claimed (topic, partition)
      ON CONFLICT (projection, generation, topic, partition) DO UPDATE
        SET owner_epoch = stored.owner_epoch + 1, updated_at = now()
      RETURNING topic, partition, next_offset, owner_epoch
      """;

  private static final String HELD =
      """
      SELECT topic, partition, next_offset, owner_epoch
      FROM projection.positions
      WHERE projection = :projection AND generation = :generation
      """;

  private static final String ADVANCE =
      """
      UPDATE projection.positions AS stored
      SET next_offset = moved.next_offset, updated_at = now()
      FROM unnest(:topics, :partitions, :epochs, :expected, :next)
        AS moved (topic, partition, owner_epoch, expected_offset, next_offset)
      WHERE stored.projection = :projection
        AND stored.generation = :generation
        AND stored.topic = moved.topic
        AND stored.partition = moved.partition
        AND stored.next_offset = moved.expected_offset
        AND stored.owner_epoch = moved.owner_epoch
      RETURNING stored.topic, stored.partition, stored.next_offset, stored.owner_epoch
      """;

  private static final String PAUSED =
      "SELECT name FROM projection.projections WHERE state = 'paused'";

  private static final String LIVE_OF_ALL =
      """
      SELECT projections.name, topic, partition, next_offset
      FROM projection.projections
      JOIN projection.positions
        ON positions.projection = projections.name
        AND positions.generation = projections.live_generation
      WHERE projections.name = ANY (:projections)
      """;

  private static final Map<String, Topic> TOPICS =
      Arrays.stream(Topic.values())
          .collect(Collectors.toMap(Topic::shortName, Function.identity()));

  private final JdbcClient db;
  private final TransactionOperations transaction;

  public Positions(JdbcClient db, TransactionOperations transaction) {
    this.db = db;
    this.transaction = transaction;
  }

  /** Where a partition stands, and the epoch under which its holder may move it. */
  public record Held(long nextOffset, long ownerEpoch) {}

  public record Claim(Generation generation, SortedMap<LogPartition, Held> partitions) {}

  /** Which tables are live, and whether an operator keeps them as they are. */
  public record Live(Generation generation, boolean isPaused) {}

  /** All that is live, kept from everybody else until the end of the transaction. */
  public record Locked(Generation generation, SortedMap<LogPartition, Long> nextOffsets) {}

  /**
   * Takes partitions of the live generation over. Whoever held them can move them no more.
   *
   * @param partitions those that Kafka has assigned to the caller
   * @return empty while the projection is paused
   */
  public Optional<Claim> claim(Projection projection, Collection<LogPartition> partitions) {
    return transaction.execute(
        status -> {
          register(projection);
          var live = live(projection.name(), LIVE_LOCKED);
          return live.isPaused()
              ? Optional.<Claim>empty()
              : Optional.of(claim(projection, live.generation(), new TreeSet<>(partitions)));
        });
  }

  private Claim claim(
      Projection projection, Generation generation, SortedSet<LogPartition> partitions) {
    var claimed =
        db.sql(CLAIM)
            .param("projection", projection.name())
            .param("generation", generation.number())
            .param("topics", SqlArrays.texts(partitions, Positions::topicName))
            .param("partitions", SqlArrays.ints(partitions, LogPartition::number))
            .query(Positions::position)
            .list();
    return new Claim(generation, byPartition(claimed));
  }

  /** Makes the projection known, if it is not. */
  public void register(Projection projection) {
    db.sql(REGISTER)
        .param("projection", projection.name())
        .param("codeVersion", projection.codeVersion())
        .update();
  }

  public Live live(String projection) {
    return live(projection, LIVE);
  }

  /** Empty if nothing was ever claimed in this database: it is another one than before. */
  public Optional<Live> findLive(String projection) {
    return liveQuery(projection, LIVE).optional();
  }

  private Live live(String projection, String query) {
    return liveQuery(projection, query).single();
  }

  private JdbcClient.MappedQuerySpec<Live> liveQuery(String projection, String query) {
    return db.sql(query)
        .param("projection", projection)
        .query((row, number) -> new Live(Generation.live(row.getInt(1)), row.getBoolean(2)));
  }

  /** Waits for the batches under way, and keeps further ones from beginning. */
  public Locked lockLive(String projection) {
    db.sql(DO_NOT_FREEZE_WITH_LOCKS).query(String.class).single();
    var generation = live(projection, LIVE_TO_ONESELF).generation();
    return new Locked(generation, nextOffsets(heldToOneself(projection, generation)));
  }

  private SortedMap<LogPartition, Held> heldToOneself(String projection, Generation generation) {
    return byPartition(
        db.sql(HELD_TO_ONESELF)
            .param("projection", projection)
            .param("generation", generation.number())
            .param("topicsInOrder", SqlArrays.texts(List.of(Topic.values()), Topic::shortName))
            .query(Positions::position)
            .list());
  }

  /** Until the end of the transaction nobody takes a parked event of the projection's. */
  public void keepParked(String projection) {
    live(projection, LIVE_TO_ONESELF);
  }

  /** Where tables stand that were loaded from the log, and not written batch by batch. */
  public void begin(
      String projection, Generation generation, SortedMap<LogPartition, Long> nextOffsets) {
    db.sql(BEGIN)
        .param("projection", projection)
        .param("generation", generation.number())
        .param("topics", SqlArrays.texts(nextOffsets.keySet(), Positions::topicName))
        .param("partitions", SqlArrays.ints(nextOffsets.keySet(), LogPartition::number))
        .param("next", SqlArrays.longs(nextOffsets.values(), next -> next))
        .update();
  }

  /**
   * The live tables stay as they are from now on.
   *
   * @return false if they were paused before
   */
  public boolean pause(String projection) {
    return transaction.execute(
        status -> {
          var generation = live(projection, LIVE_TO_ONESELF).generation();
          boolean isNew = setState(projection, "paused");
          heldToOneself(projection, generation);
          db.sql(FENCE)
              .param("projection", projection)
              .param("generation", generation.number())
              .update();
          return isNew;
        });
  }

  /**
   * @return false if they were not paused
   */
  public boolean resume(String projection) {
    return setState(projection, "running");
  }

  private boolean setState(String projection, String state) {
    return db.sql(SET_STATE).param("projection", projection).param("state", state).update() == 1;
  }

  public static SortedMap<LogPartition, Long> nextOffsets(Map<LogPartition, Held> held) {
    var next = new TreeMap<LogPartition, Long>();
    held.forEach((partition, position) -> next.put(partition, position.nextOffset()));
    return next;
  }

  /** What stands there now, whoever put it there. */
  public SortedMap<LogPartition, Held> held(String projection, Generation generation) {
    return byPartition(
        db.sql(HELD)
            .param("projection", projection)
            .param("generation", generation.number())
            .query(Positions::position)
            .list());
  }

  /**
   * Moves all positions or throws; must run in the transaction that writes the rows. Until its end
   * nobody else can move or claim these partitions.
   *
   * @throws PartitionsLostException if any does not stand where the batch begins, or has a new
   *     owner
   */
  void advance(String projection, Generation generation, SortedMap<LogPartition, Move> moves) {
    var partitions = moves.keySet();
    var moved =
        db.sql(ADVANCE)
            .param("projection", projection)
            .param("generation", generation.number())
            .param("topics", SqlArrays.texts(partitions, Positions::topicName))
            .param("partitions", SqlArrays.ints(partitions, LogPartition::number))
            .param("epochs", SqlArrays.longs(moves.values(), Move::ownerEpoch))
            .param("expected", SqlArrays.longs(moves.values(), Move::from))
            .param("next", SqlArrays.longs(moves.values(), Move::to))
            .query(Positions::position)
            .list();
    if (moved.size() != moves.size()) {
      var lost = new TreeSet<>(partitions);
      moved.forEach(position -> lost.remove(position.partition()));
      throw new PartitionsLostException(projection, lost);
    }
  }

  /**
   * Keeps the partition's worker from writing until the end of the transaction.
   *
   * @return false if that generation is not the live one
   */
  boolean lockIfLive(String projection, int generation, LogPartition partition) {
    return live(projection, LIVE_LOCKED).generation().number() == generation
        && lock(projection, generation, partition);
  }

  private boolean lock(String projection, int generation, LogPartition partition) {
    return db.sql(LOCK)
        .param("projection", projection)
        .param("generation", generation)
        .param("topic", topicName(partition))
        .param("partition", partition.number())
        .query(Long.class)
        .optional()
        .isPresent();
  }

  /** The projections that an operator keeps as they are. */
  public Set<String> paused() {
    return Set.copyOf(db.sql(PAUSED).query(String.class).list());
  }

  /** The next offsets of the live generations, by projection. */
  public Map<String, SortedMap<LogPartition, Long>> live(Set<String> projections) {
    var live = new HashMap<String, SortedMap<LogPartition, Long>>();
    db.sql(LIVE_OF_ALL)
        .param("projections", SqlArrays.texts(projections))
        .query(
            row -> {
              live.computeIfAbsent(row.getString("name"), any -> new TreeMap<>())
                  .put(partition(row), row.getLong("next_offset"));
            });
    return live;
  }

  private record Position(LogPartition partition, Held held) {}

  private static Position position(ResultSet row, int number) throws SQLException {
    return new Position(
        partition(row), new Held(row.getLong("next_offset"), row.getLong("owner_epoch")));
  }

  public static LogPartition partition(ResultSet row) throws SQLException {
    var topic = TOPICS.get(row.getString("topic"));
    if (topic == null) {
      throw new IllegalStateException(
          "Expected a known topic in positions, but got " + row.getString("topic"));
    }
    return new LogPartition(topic, row.getInt("partition"));
  }

  private static SortedMap<LogPartition, Held> byPartition(Collection<Position> positions) {
    var held = new TreeMap<LogPartition, Held>();
    positions.forEach(position -> held.put(position.partition(), position.held()));
    return held;
  }

  private static String topicName(LogPartition partition) {
    return partition.topic().shortName();
  }
}
