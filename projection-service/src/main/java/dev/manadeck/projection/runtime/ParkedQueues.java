package dev.manadeck.projection.runtime;

import dev.manadeck.events.EventCodec;
import dev.manadeck.events.HeaderList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How events that were set aside come back. Those of one key form a queue, and only its head can be
 * wrong.
 */
public final class ParkedQueues {
  private static final String HEADS =
      """
      SELECT DISTINCT ON (projection, topic,
          coalesce(record_key_hash, parked_event_id::text::bytea)) parked_event_id
      FROM projection.parked_events parked
      JOIN projection.projections
        ON projections.name = parked.projection
        AND projections.live_generation = parked.generation
      ORDER BY projection, topic, coalesce(record_key_hash, parked_event_id::text::bytea),
        record_offset
      """;

  private static final String COLUMNS_OF_RECORD =
      """
      parked_event_id, projection, generation, topic, partition, record_offset, recorded_at,
      record_key, headers, payload
      """;

  private static final String BY_ID =
      "SELECT " + COLUMNS_OF_RECORD + "FROM projection.parked_events WHERE parked_event_id = :id";

  private static final String HEAD_OF_QUEUE =
      "SELECT "
          + COLUMNS_OF_RECORD
          + """
          FROM projection.parked_events
          WHERE projection = :projection
            AND generation = :generation
            AND topic = :topic
            AND (record_key_hash = sha256(:key) OR parked_event_id = :id)
          ORDER BY record_offset
          LIMIT 1
          """;

  private static final String SKIP =
      """
      INSERT INTO projection.skipped_events
        (projection, topic, partition, record_offset, reason, skipped_by, created_at, updated_at)
      SELECT projection, topic, partition, record_offset, :reason, :skippedBy, now(), now()
      FROM projection.parked_events
      WHERE parked_event_id = :id
      ON CONFLICT (projection, topic, partition, record_offset) DO NOTHING
      """;

  private static final String IS_SKIPPED =
      """
      SELECT EXISTS (
        SELECT FROM projection.parked_events parked
        JOIN projection.skipped_events skipped
          USING (projection, topic, partition, record_offset)
        WHERE parked_event_id = :id)
      """;

  private static final String SKIPPED_MEANWHILE =
      """
      SELECT parked_event_id
      FROM projection.parked_events
      JOIN projection.skipped_events USING (projection, topic, partition, record_offset)
      WHERE projection = :projection AND generation = :generation
      ORDER BY topic, partition, record_offset
      """;

  private static final String TAKE =
      "DELETE FROM projection.parked_events WHERE parked_event_id = :id";

  private static final String FAIL_AGAIN =
      """
      UPDATE projection.parked_events
      SET error = :error, attempt_count = attempt_count + 1, updated_at = now()
      WHERE parked_event_id = :id
      """;

  private final Projections projections;
  private final JdbcClient db;
  private final TransactionOperations transaction;
  private final Predicate<Stored> isHeld;
  private final IntFunction<Generation> generation;
  private final Runnable beforeEach;
  private final EventCodec codec = new EventCodec();

  /** Of live tables. */
  public ParkedQueues(
      Projections projections,
      JdbcClient db,
      TransactionOperations transaction,
      Positions positions) {
    this(
        projections,
        db,
        transaction,
        queue -> isLockedInLive(queue, positions),
        Generation::live,
        () -> {});
  }

  private ParkedQueues(
      Projections projections,
      JdbcClient db,
      TransactionOperations transaction,
      Predicate<Stored> isHeld,
      IntFunction<Generation> generation,
      Runnable beforeEach) {
    this.projections = projections;
    this.db = db;
    this.transaction = transaction;
    this.isHeld = isHeld;
    this.generation = generation;
    this.beforeEach = beforeEach;
  }

  /** With the partition's position locked: its worker parks nothing behind our back. */
  private static boolean isLockedInLive(Stored queue, Positions positions) {
    return positions.lockIfLive(queue.projection(), queue.generation(), queue.record().partition());
  }

  /**
   * @param error why the next event of the queue could not be applied; null if none is left
   */
  public record Retried(UUID id, int appliedCount, @Nullable String error) {}

  public List<Retried> retryAll() {
    return db.sql(HEADS).query(UUID.class).list().stream()
        .map(this::retry)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Takes events that were skipped since out of tables that are not live, and applies those that
   * wait behind them. The transactions keep others from these tables.
   *
   * @param beforeEach done before each event; what it throws ends all
   */
  public static void takeOutSkipped(
      Projection projection,
      Generation besideLive,
      JdbcClient db,
      TransactionOperations transaction,
      Runnable beforeEach) {
    var queues =
        new ParkedQueues(
            new Projections(List.of(projection)),
            db,
            transaction,
            queue -> true,
            Generation::beside,
            beforeEach);
    db.sql(SKIPPED_MEANWHILE)
        .param("projection", projection.name())
        .param("generation", besideLive.number())
        .query(UUID.class)
        .list()
        .forEach(queues::retry);
  }

  /**
   * Applies the event's queue from its head, each event in a transaction of its own, until none is
   * left or one fails again. Live events of that key wait behind the queue meanwhile.
   *
   * @return empty if there is no such parked event in live tables
   */
  public Optional<Retried> retry(UUID parkedEventId) {
    return stored(db.sql(BY_ID).param("id", parkedEventId))
        .flatMap(
            queue ->
                projections.find(queue.projection()).map(projection -> retry(projection, queue)));
  }

  /**
   * Takes the event out of the projection for good, of later replays too, and applies those that
   * wait behind it.
   *
   * @param audit done in the transaction that takes the event out, if it does
   * @return empty if there is no such parked event at the head of a queue of live tables
   */
  public Optional<Retried> skip(
      UUID parkedEventId, String reason, String skippedBy, Runnable audit) {
    return stored(db.sql(BY_ID).param("id", parkedEventId))
        .flatMap(
            queue ->
                projections
                    .find(queue.projection())
                    .filter(any -> skipHead(queue, reason, skippedBy, audit))
                    .map(projection -> retry(projection, queue)));
  }

  private boolean skipHead(Stored queue, String reason, String skippedBy, Runnable audit) {
    return transaction.execute(
        status -> {
          boolean isHead = lockedHead(queue).map(Stored::id).filter(queue.id()::equals).isPresent();
          if (isHead) {
            db.sql(SKIP)
                .param("id", queue.id())
                .param("reason", reason)
                .param("skippedBy", skippedBy)
                .update();
            db.sql(TAKE).param("id", queue.id()).update();
            audit.run();
          }
          return isHead;
        });
  }

  private Retried retry(Projection projection, Stored queue) {
    for (int applied = 0; ; applied++) {
      beforeEach.run();
      var step = retryHead(projection, queue);
      if (!(step instanceof Step.Applied)) {
        return new Retried(
            queue.id(), applied, step instanceof Step.Failed failed ? failed.error() : null);
      }
    }
  }

  private sealed interface Step {
    record Applied() implements Step {}

    record NoneLeft() implements Step {}

    record Failed(String error) implements Step {}
  }

  private Step retryHead(Projection projection, Stored queue) {
    try {
      return transaction.execute(status -> applyHead(projection, queue));
    } catch (RuntimeException e) {
      if (Trouble.isPassing(e)) {
        throw e;
      }
      var error = ParkedRecord.describe(e);
      transaction.executeWithoutResult(
          status -> lockedHead(queue).ifPresent(head -> failAgain(head, error)));
      return new Step.Failed(error);
    }
  }

  private Step applyHead(Projection projection, Stored queue) {
    var head = lockedHead(queue).orElse(null);
    if (head == null) {
      return new Step.NoneLeft();
    }
    if (db.sql(IS_SKIPPED).param("id", head.id()).query(Boolean.class).single()) {
      db.sql(TAKE).param("id", head.id()).update();
      return new Step.Applied();
    }
    var tables = generation.apply(queue.generation());
    var fold = new BatchFold(projection.tables(), Set.of());
    fold.fold(db, tables, List.of(ReadRecord.read(codec, head.record())));
    if (!fold.parked().isEmpty()) {
      var error = String.valueOf(fold.parked().getFirst().error());
      failAgain(head, error);
      return new Step.Failed(error);
    }
    fold.save(db, tables);
    db.sql(TAKE).param("id", head.id()).update();
    return new Step.Applied();
  }

  private Optional<Stored> lockedHead(Stored queue) {
    if (!isHeld.test(queue)) {
      return Optional.empty();
    }
    return stored(
        db.sql(HEAD_OF_QUEUE)
            .param("projection", queue.projection())
            .param("generation", queue.generation())
            .param("topic", queue.record().partition().topic().shortName())
            .param("key", queue.record().key())
            .param("id", queue.id()));
  }

  private void failAgain(Stored head, String error) {
    db.sql(FAIL_AGAIN).param("id", head.id()).param("error", error).update();
  }

  private record Stored(UUID id, String projection, int generation, LogRecord record) {}

  private static Optional<Stored> stored(JdbcClient.StatementSpec query) {
    return query
        .query(
            (row, number) ->
                new Stored(
                    row.getObject("parked_event_id", UUID.class),
                    row.getString("projection"),
                    row.getInt("generation"),
                    new LogRecord(
                        Positions.partition(row),
                        row.getLong("record_offset"),
                        SqlColumns.instant(row, "recorded_at"),
                        row.getBytes("record_key"),
                        HeaderList.of(StoredHeaders.fromJson(row.getString("headers"))),
                        row.getBytes("payload"))))
        .optional();
  }
}
