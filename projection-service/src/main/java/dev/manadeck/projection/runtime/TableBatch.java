package dev.manadeck.projection.runtime;

import dev.manadeck.events.Recorded;
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
  private final Map<K, List<Recorded>> touched = new HashMap<>();
  private final List<K> keys = new ArrayList<>();
  private final Map<K, @Nullable R> staged = new HashMap<>();
  private final Map<K, @Nullable R> rows = new HashMap<>();
  private Map<K, R> before = Map.of();

  TableBatch(TableFold<K, R> table) {
    projector = table.projector();
    store = table.store();
  }

  void touch(Recorded event) {
    for (var key : projector.keys(event)) {
      touched.computeIfAbsent(key, any -> new ArrayList<>(1)).add(event);
    }
  }

  void read(JdbcClient db, Generation generation) {
    if (!touched.isEmpty()) {
      keys.addAll(touched.keySet());
      keys.sort(null);
      var ordered = LinkedHashMap.<K, List<Recorded>>newLinkedHashMap(keys.size());
      keys.forEach(key -> ordered.put(key, touched.getOrDefault(key, List.of())));
      before = store.read(db, generation, ordered);
      rows.putAll(before);
    }
  }

  /** Folds without effect until {@link #keep}. */
  void stage(Recorded event) {
    for (var key : projector.keys(event)) {
      staged.put(key, projector.fold(key, rows.get(key), event));
    }
  }

  void keep() {
    if (!staged.isEmpty()) {
      rows.putAll(staged);
      staged.clear();
    }
  }

  void discard() {
    staged.clear();
  }

  void save(JdbcClient db, Generation generation) {
    var changed = new ArrayList<Map.Entry<K, R>>();
    var removed = new TreeSet<K>();
    for (var key : keys) {
      var row = rows.get(key);
      if (!Objects.equals(row, before.get(key))) {
        if (row == null) {
          removed.add(key);
        } else {
          changed.add(Map.entry(key, row));
        }
      }
    }
    if (!changed.isEmpty()) {
      store.save(db, generation, changed);
    }
    if (!removed.isEmpty()) {
      store.remove(db, generation, removed);
    }
  }
}
