package dev.manadeck.projection.live;

import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.Move;
import dev.manadeck.projection.runtime.PartitionsLostException;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Positions.Claim;
import dev.manadeck.projection.runtime.Positions.Held;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one worker holds: partitions that Kafka assigned and the database granted, those that the
 * database is yet to grant, and those whose next event the log does not hold. Single-threaded.
 */
final class HeldPartitions {
  private final SortedMap<LogPartition, Held> held = new TreeMap<>();
  private final Set<LogPartition> unclaimed = new TreeSet<>();
  private final Set<LogPartition> blocked = new TreeSet<>();
  private final Map<LogPartition, Place> beyondEnd = new TreeMap<>();
  private @Nullable Generation generation;

  private record Place(Generation generation, long nextOffset) {}

  void assigned(Collection<LogPartition> partitions) {
    unclaimed.addAll(partitions);
  }

  void dropped(Collection<LogPartition> partitions) {
    unclaimed.removeAll(partitions);
    blocked.removeAll(partitions);
    partitions.forEach(held::remove);
  }

  void blocked(Collection<LogPartition> partitions) {
    partitions.forEach(held::remove);
    blocked.addAll(partitions);
  }

  /**
   * They stay blocked for as long as they stand where they do: once a log that was shortened has
   * grown beyond a position, other events stand before it than those that were applied.
   *
   * @param ends of what the log holds
   */
  void rememberBeyond(Map<LogPartition, Long> ends) {
    ends.forEach(
        (partition, end) -> {
          if (holds(partition) && place(partition).nextOffset() > end) {
            beyondEnd.put(partition, place(partition));
          }
        });
  }

  private Place place(LogPartition partition) {
    return new Place(generation(), Objects.requireNonNull(held.get(partition)).nextOffset());
  }

  /** Log or tables may have been repaired. */
  void unclaimBlocked() {
    unclaimed.addAll(blocked);
    blocked.clear();
  }

  void dropAll() {
    unclaimed.clear();
    blocked.clear();
    held.clear();
  }

  /** Everything must be claimed anew, for other tables are live now. */
  void unclaimAll() {
    unclaimed.addAll(held.keySet());
    held.clear();
  }

  Set<LogPartition> unclaimed() {
    return Set.copyOf(unclaimed);
  }

  /**
   * What was beyond the end of the log when it was looked at, and stands there still, is blocked at
   * once.
   *
   * @return false if the claim is of another generation than what is held: then all must be claimed
   */
  boolean granted(Claim claim) {
    if (!held.isEmpty() && !claim.generation().equals(generation)) {
      return false;
    }
    generation = claim.generation();
    held.putAll(claim.partitions());
    unclaimed.removeAll(claim.partitions().keySet());
    blocked(stillBeyondEnd());
    return true;
  }

  private Set<LogPartition> stillBeyondEnd() {
    beyondEnd
        .entrySet()
        .removeIf(seen -> holds(seen.getKey()) && !seen.getValue().equals(place(seen.getKey())));
    var still = new TreeSet<>(beyondEnd.keySet());
    still.removeIf(partition -> !holds(partition));
    return still;
  }

  SortedMap<LogPartition, Held> heldOf(Claim claim) {
    var heldOf = new TreeMap<>(held);
    heldOf.keySet().retainAll(claim.partitions().keySet());
    return heldOf;
  }

  Set<LogPartition> blocked() {
    return Set.copyOf(blocked);
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  boolean holds(LogPartition partition) {
    return held.containsKey(partition);
  }

  Generation generation() {
    if (generation == null) {
      throw new IllegalStateException("Nothing was claimed yet");
    }
    return generation;
  }

  SortedMap<LogPartition, Held> all() {
    return held;
  }

  SortedMap<LogPartition, Long> nextOffsets() {
    var next = new TreeMap<LogPartition, Long>();
    held.forEach((partition, position) -> next.put(partition, position.nextOffset()));
    return next;
  }

  /** From where the database stands to where the consumer stands; only of those that moved. */
  SortedMap<LogPartition, Move> moves(ToLongFunction<LogPartition> consumed) {
    var moves = new TreeMap<LogPartition, Move>();
    held.forEach(
        (partition, position) -> {
          long to = consumed.applyAsLong(partition);
          if (to > position.nextOffset()) {
            moves.put(partition, new Move(position.ownerEpoch(), position.nextOffset(), to));
          }
        });
    return moves;
  }

  void moved(Map<LogPartition, Move> moves) {
    moves.forEach((partition, move) -> held.put(partition, new Held(move.to(), move.ownerEpoch())));
  }

  /**
   * After a commit of unknown outcome: takes over what stands in the database.
   *
   * @return false if a position stands before where we have come, for the database was restored
   *     from a crash or a backup: then what was read since must be read again
   * @throws PartitionsLostException if somebody else has claimed a partition
   */
  boolean refresh(String projection, Positions positions) {
    var stored = positions.held(projection, generation());
    var lost = new TreeSet<LogPartition>();
    boolean wentBack = false;
    for (var entry : held.entrySet()) {
      var before = entry.getValue();
      var now = stored.get(entry.getKey());
      if (now == null || now.ownerEpoch() != before.ownerEpoch()) {
        lost.add(entry.getKey());
      } else {
        wentBack |= now.nextOffset() < before.nextOffset();
        entry.setValue(now);
      }
    }
    if (!lost.isEmpty()) {
      throw new PartitionsLostException(projection, lost);
    }
    return !wentBack;
  }
}
