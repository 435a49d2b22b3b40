package dev.manadeck.projection.runtime;

import dev.manadeck.events.Event;
import dev.manadeck.events.Topic;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Tables that are built from the same topics and stand at one position.
 *
 * @param codeVersion raised when the same log gives other rows than before, so that operators see
 *     which tables were built by older code
 * @param tables in the order in which they are written
 * @param rowGroup a number for each event; two events of one record key with different numbers
 *     never touch the same row of a table that is not shared, so that even the events of one key
 *     can be divided between loads
 */
public record Projection(
    String name,
    int codeVersion,
    Set<Topic> topics,
    List<TableFold<?, ?>> tables,
    ToIntFunction<Event> rowGroup) {
  public Projection {
    topics = Set.copyOf(topics);
    tables = List.copyOf(tables);
  }

  /** In the order in which they are written. */
  public List<Table<?>> allTables() {
    return tables.stream()
        .<Table<?>>flatMap(table -> table.store().tables().stream())
        .distinct()
        .toList();
  }

  /** With the events of one record key always together. */
  public Projection(String name, int codeVersion, Set<Topic> topics, List<TableFold<?, ?>> tables) {
    this(name, codeVersion, topics, tables, event -> 0);
  }
}
