package dev.manadeck.projection.runtime;

import dev.manadeck.events.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of one table that a batch touches, from their load to their save. Single-threaded. */
final class TableBatch<K extends Comparable<K>, R> {
  private final Projector<K, R> projector;
  private final RowStore<K, R> store;
  private final TreeMap<K, List<Recorded>> touched = new TreeMap<>();
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

  void load(JdbcClient db, Generation generation) {
    if (!touched.isEmpty()) {
      before = store.load(db, generation, touched);
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
    rows.putAll(staged);
    staged.clear();
  }

  void discard() {
    staged.clear();
  }

  void save(JdbcClient db, Generation generation) {
    var changed = new TreeMap<K, R>();
    var removed = new TreeSet<K>();
    rows.forEach(
        (key, row) -> {
          if (!Objects.equals(row, before.get(key))) {
            if (row == null) {
              removed.add(key);
            } else {
              changed.put(key, row);
            }
          }
        });
    if (!changed.isEmpty()) {
      store.save(db, generation, changed);
    }
    if (!removed.isEmpty()) {
      store.remove(db, generation, removed);
    }
  }
}
