package dev.manadeck.projection.replay;

import dev.manadeck.projection.log.LogReader;
import dev.manadeck.projection.runtime.Batch;
import dev.manadeck.projection.runtime.BatchWriter;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.LogRecord;
import dev.manadeck.projection.runtime.Move;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Positions.Held;
import dev.manadeck.projection.runtime.ReadRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.util.unit.DataSize;

/** Brings tables that were built before up to where they shall stand, batch by batch. */
final class TailFollower implements AutoCloseable {
  private static final int EVENTS_OF_BATCH = 10_000;
  private static final long BYTES_OF_BATCH = DataSize.ofMegabytes(16).toBytes();

  private final Run run;
  private final Positions positions;
  private final BatchWriter writer;
  private final LogReader reader;

  TailFollower(Run run) {
    this.run = run;
    var database = run.database();
    positions = new Positions(database.db(), database.transaction());
    writer = new BatchWriter(run.projection(), database.db(), run.ownChanges(), positions);
    reader = run.readers().apply("follower");
  }

  /** Where the tables stand. */
  SortedMap<LogPartition, Long> nextOffsets() {
    return Positions.nextOffsets(positions.held(run.projection().name(), run.generation()));
  }

  /** Where the live tables stand now; their workers move on. */
  SortedMap<LogPartition, Long> liveOffsets() {
    var live = positions.live(run.projection().name()).generation();
    return Positions.nextOffsets(positions.held(run.projection().name(), live));
  }

  /** How many offsets the tables are behind. */
  long lag(Map<LogPartition, Long> to) {
    var next = nextOffsets();
    return to.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  boolean isAheadOf(Map<LogPartition, Long> others) {
    return nextOffsets().entrySet().stream()
        .anyMatch(next -> next.getValue() > others.getOrDefault(next.getKey(), 0L));
  }

  /**
   * @return how many events there were for these tables
   * @throws RefusedException if the log ends before: it would be waited for in vain
   */
  int catchUp(SortedMap<LogPartition, Long> to) {
    refuseWhatTheLogDoesNotHold(to);
    positions.begin(run.projection().name(), run.generation(), zeros(to.keySet()));
    var held = new TreeMap<>(positions.held(run.projection().name(), run.generation()));
    reader.seek(Positions.nextOffsets(held), to);
    int events = 0;
    while (!reader.isAtEnd()) {
      run.control().check();
      var read = read(nextBatch());
      write(read, moves(held, reader.positions()), held);
      events += read.size();
    }
    return events;
  }

  private List<LogRecord> nextBatch() {
    var batch = new ArrayList<>(reader.poll(run::isWanted));
    boolean isMoreAtHand = !batch.isEmpty();
    while (isMoreAtHand && isRoomIn(batch) && !reader.isAtEnd()) {
      isMoreAtHand = batch.addAll(reader.poll(run::isWanted));
    }
    return batch;
  }

  private static boolean isRoomIn(List<LogRecord> batch) {
    return batch.size() < EVENTS_OF_BATCH
        && batch.stream().mapToLong(LogRecord::size).sum() < BYTES_OF_BATCH;
  }

  private void refuseWhatTheLogDoesNotHold(SortedMap<LogPartition, Long> to) {
    var ends = reader.ends(run.projection().topics());
    var beyond = new TreeSet<>(to.keySet());
    beyond.removeIf(
        partition -> to.getOrDefault(partition, 0L) <= ends.getOrDefault(partition, 0L));
    if (!beyond.isEmpty()) {
      throw new RefusedException(
          "The live tables are beyond the end of %s: the log was shortened or replaced"
              .formatted(beyond));
    }
  }

  private void write(
      List<ReadRecord> records,
      SortedMap<LogPartition, Move> moves,
      SortedMap<LogPartition, Held> held) {
    if (moves.isEmpty()) {
      return;
    }
    writer.write(new Batch(run.generation(), records, moves));
    moves.forEach((partition, move) -> held.put(partition, new Held(move.to(), move.ownerEpoch())));
  }

  private List<ReadRecord> read(Collection<LogRecord> records) {
    return records.stream().map(run::read).filter(Objects::nonNull).toList();
  }

  private static SortedMap<LogPartition, Move> moves(
      Map<LogPartition, Held> held, Map<LogPartition, Long> to) {
    var moves = new TreeMap<LogPartition, Move>();
    to.forEach(
        (partition, next) -> {
          var from = Objects.requireNonNull(held.get(partition));
          if (next > from.nextOffset()) {
            moves.put(partition, new Move(from.ownerEpoch(), from.nextOffset(), next));
          }
        });
    return moves;
  }

  private static SortedMap<LogPartition, Long> zeros(Collection<LogPartition> partitions) {
    var zeros = new TreeMap<LogPartition, Long>();
    partitions.forEach(partition -> zeros.put(partition, 0L));
    return zeros;
  }

  @Override
  public void close() {
    reader.close();
  }
}
