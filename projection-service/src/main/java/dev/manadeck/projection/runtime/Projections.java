package dev.manadeck.projection.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All projections of the service, by name. */
public final class Projections {
  private final SortedMap<String, Projection> byName = new TreeMap<>();

  public Projections(Collection<Projection> projections) {
    projections.forEach(projection -> byName.put(projection.name(), projection));
  }

  /** In the order of their names. */
  public List<Projection> all() {
    return List.copyOf(byName.values());
  }

  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  public Optional<Projection> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  public Projection get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("There is no projection " + name));
  }
}
