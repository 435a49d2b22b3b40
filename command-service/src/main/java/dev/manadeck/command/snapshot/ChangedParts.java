package dev.manadeck.command.snapshot;

import dev.manadeck.command.shard.SnapshotWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Which parts changed since they were last given. */
public final class ChangedParts<K> {
  private final Set<K> changed = new HashSet<>();
  private @Nullable K latest;

  /** The one that changed last changes most often once more. */
  public void add(K part) {
    if (!part.equals(latest)) {
      changed.add(part);
      latest = part;
    }
  }

  /**
   * @return whether there was room for all
   */
  public boolean write(SnapshotWriter out, BiConsumer<K, SnapshotWriter> part) {
    latest = null;
    var parts = changed.iterator();
    while (parts.hasNext() && out.hasRoom()) {
      part.accept(parts.next(), out);
      parts.remove();
    }
    return changed.isEmpty();
  }
}
