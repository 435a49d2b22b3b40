package dev.manadeck.projection.runtime;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies batches: rows, parked events and position in one transaction. Safe for use by several
 * threads, each with its own partitions.
 */
public final class BatchWriter {
  /**
   * Batches need not wait for the disk: were the last ones lost in a crash of the database,
   * position and rows would go back together, and the log still holds the events.
   *
   * <p>And they look rows up by their keys, however large a part of a table the planner thinks they
   * touch: to read a whole table is dearer with every row it grows by.
   */
  private static final String SETTINGS =
      """
      SELECT set_config('synchronous_commit', 'off', true),
        set_config('enable_hashjoin', 'off', true),
        set_config('enable_mergejoin', 'off', true),
        set_config('enable_seqscan', 'off', true)
      """;

  private final Projection projection;
  private final JdbcClient db;
  private final TransactionOperations transaction;
  private final Positions positions;
  private final ParkedEvents parkedEvents;

  public BatchWriter(
      Projection projection,
      JdbcClient db,
      TransactionOperations transaction,
      Positions positions) {
    this.projection = projection;
    this.db = db;
    this.transaction = transaction;
    this.positions = positions;
    this.parkedEvents = new ParkedEvents(db);
  }

  /** What became of a batch's events. */
  public record Written(int appliedCount, List<Parked> parked) {
    Written plus(Written other) {
      return new Written(
          appliedCount + other.appliedCount,
          Stream.concat(parked.stream(), other.parked.stream()).toList());
    }
  }

  /** An event set aside because of its own error. */
  public record Parked(LogPartition partition, long offset, String error) {}

  /**
   * Applies the batch, parking what cannot be applied. An exception may come after part of the
   * batch was committed; where the positions stand then must be read.
   *
   * @throws PartitionsLostException if the caller does not hold a position any more
   * @throws RuntimeException of any other kind if another attempt is worthwhile
   */
  public Written write(Batch batch) {
    try {
      return writeWhole(batch);
    } catch (RuntimeException e) {
      if (e instanceof PartitionsLostException
          || Trouble.isPassing(e)
          || batch.records().isEmpty()) {
        throw e;
      }
      return batch.isDivisible() ? writeHalves(batch) : parkOnly(batch, e);
    }
  }

  private Written writeHalves(Batch batch) {
    return batch.halves().stream()
        .map(this::write)
        .reduce(new Written(0, List.of()), Written::plus);
  }

  private Written writeWhole(Batch batch) {
    return transaction.execute(
        status -> {
          begin(batch);
          var generation = batch.generation();
          var queues = parkedEvents.queues(projection.name(), generation, batch.records());
          var fold = new BatchFold(projection.tables(), queues);
          fold.fold(db, generation, batch.records());
          fold.save(db, generation);
          parkedEvents.park(projection.name(), generation, fold.parked());
          return new Written(fold.appliedCount(), failures(fold.parked()));
        });
  }

  private Written parkOnly(Batch batch, RuntimeException failure) {
    var parked = List.of(ParkedRecord.failed(batch.records().getFirst(), failure));
    return transaction.execute(
        status -> {
          begin(batch);
          parkedEvents.park(projection.name(), batch.generation(), parked);
          return new Written(0, failures(parked));
        });
  }

  /** The positions first: a worker that has lost them ends here, before it has read anything. */
  private void begin(Batch batch) {
    db.sql(SETTINGS).query().singleRow();
    positions.advance(projection.name(), batch.generation(), batch.moves());
  }

  private static List<Parked> failures(List<ParkedRecord> parked) {
    return parked.stream()
        .filter(record -> record.failure() != null)
        .map(
            failed -> {
              var record = failed.read().record();
              return new Parked(
                  record.partition(), record.offset(), Objects.requireNonNull(failed.error()));
            })
        .toList();
  }
}
