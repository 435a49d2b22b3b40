package dev.manadeck.projection.runtime;

import dev.manadeck.events.Sequenced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of one table that a batch touches, from their read to their save. Single-threaded. */
final class TableBatch<K extends Comparable<K>, R> {
  private final Projector<K, R> projector;
  private final RowStore<K, R> store;
  private final Map<K, Slot<K, R>> slots = new HashMap<>();
  private final List<List<Slot<K, R>>> touchedByEvent = new ArrayList<>();
  private final List<Slot<K, R>> staged = new ArrayList<>();
  private List<Slot<K, R>> ordered = List.of();

  TableBatch(TableFold<K, R> table) {
    projector = table.projector();
    store = table.store();
  }

  /** What becomes of one row, so that its key is looked up once for an event. */
  private static final class Slot<K extends Comparable<K>, R> implements Comparable<Slot<K, R>> {
    private final K key;
    private final List<Sequenced> events = new ArrayList<>(1);
    private @Nullable R before;
    private @Nullable R row;
    private @Nullable R staged;

    Slot(K key) {
      this.key = key;
    }

    @Override
    public int compareTo(Slot<K, R> other) {
      return key.compareTo(other.key);
    }
  }

  /**
   * @param place the event's among those of the batch, counted from 0; one that stood at the same
   *     place before does not count
   */
  void touch(int place, Sequenced event) {
    var keys = projector.keys(event);
    List<Slot<K, R>> touched = keys.isEmpty() ? List.of() : new ArrayList<>(keys.size());
    for (var key : keys) {
      var slot = slots.computeIfAbsent(key, Slot::new);
      slot.events.add(event);
      touched.add(slot);
    }
    if (place < touchedByEvent.size()) {
      touchedByEvent.set(place, touched);
    } else {
      touchedByEvent.add(touched);
    }
  }

  void read(JdbcClient db, Generation generation) {
    if (!slots.isEmpty()) {
      ordered = new ArrayList<>(slots.values());
      ordered.sort(null);
      var touched = LinkedHashMap.<K, List<Sequenced>>newLinkedHashMap(slots.size());
      ordered.forEach(slot -> touched.put(slot.key, slot.events));
      store
          .read(db, generation, touched)
          .forEach(
              (key, row) -> {
                var slot = Objects.requireNonNull(slots.get(key));
                slot.before = row;
                slot.row = row;
              });
    }
  }

  /** Folds without effect until {@link #keep}. */
  void stage(int place, Sequenced event) {
    for (var slot : touchedByEvent.get(place)) {
      staged.add(slot);
      slot.staged = projector.fold(slot.key, slot.row, event);
    }
  }

  void keep() {
    staged.forEach(slot -> slot.row = slot.staged);
    staged.clear();
  }

  void discard() {
    staged.clear();
  }

  void save(JdbcClient db, Generation generation) {
    var created = new ArrayList<Map.Entry<K, R>>();
    var changed = new ArrayList<Map.Entry<K, R>>();
    var removed = new TreeSet<K>();
    for (var slot : ordered) {
      var row = slot.row;
      if (!Objects.equals(row, slot.before)) {
        if (row == null) {
          removed.add(slot.key);
        } else {
          (slot.before == null ? created : changed).add(Map.entry(slot.key, row));
        }
      }
    }
    if (!created.isEmpty()) {
      store.insert(db, generation, created);
    }
    if (!changed.isEmpty()) {
      store.save(db, generation, changed);
    }
    if (!removed.isEmpty()) {
      store.remove(db, generation, removed);
    }
  }
}
