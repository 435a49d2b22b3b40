package dev.manadeck.projection.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A stretch of the log, to be applied whole or not at all.
 *
 * @param records each partition's in the order of their offsets
 * @param moves of every partition that has records here, and of those that moved on without any
 */
public record Batch(
    Generation generation, List<ReadRecord> records, SortedMap<LogPartition, Move> moves) {

  boolean isDivisible() {
    return records.size() > 1;
  }

  /** Two stretches that, applied one after the other, are this one. */
  List<Batch> halves() {
    int middle = records.size() / 2;
    var first = records.subList(0, middle);
    var second = records.subList(middle, records.size());
    var firstMoves = new TreeMap<LogPartition, Move>();
    var secondMoves = new TreeMap<LogPartition, Move>();
    var endOfFirst = new HashMap<LogPartition, Long>();
    first.forEach(read -> endOfFirst.put(read.record().partition(), read.record().offset() + 1));
    moves.forEach(
        (partition, move) -> {
          var border = endOfFirst.get(partition);
          if (border == null) {
            secondMoves.put(partition, move);
          } else {
            firstMoves.put(partition, new Move(move.ownerEpoch(), move.from(), border));
            secondMoves.put(partition, new Move(move.ownerEpoch(), border, move.to()));
          }
        });
    return List.of(
        new Batch(generation, new ArrayList<>(first), firstMoves),
        new Batch(generation, new ArrayList<>(second), secondMoves));
  }
}
