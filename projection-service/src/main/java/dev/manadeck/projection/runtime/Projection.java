package dev.manadeck.projection.runtime;

import dev.manadeck.events.Topic;
import java.util.List;
import java.util.Set;

/**
 * Tables that are built from the same topics and stand at one position.
 *
 * @param codeVersion raised when the same log gives other rows than before, so that operators see
 *     which tables were built by older code
 * @param tables in the order in which they are written
 */
public record Projection(
    String name, int codeVersion, Set<Topic> topics, List<TableFold<?, ?>> tables) {
  public Projection {
    topics = Set.copyOf(topics);
    tables = List.copyOf(tables);
  }
}
