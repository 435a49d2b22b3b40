package dev.manadeck.command.machine;

import dev.manadeck.command.recent.Key;
import dev.manadeck.command.recent.LocatedTable;
import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.shard.Location;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventType;
import dev.manadeck.events.Topic;
import dev.manadeck.events.UserId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the last day, so that one that comes again is recognised and answered as before.
 * One table a topic: within a topic facts come in the order of time, whether live or restored.
 */
final class CommandMemory {
  private static final Duration REMEMBERED = Duration.ofHours(25);
  private static final int HASH = 0;
  private static final int KIND = 1;
  private static final CommandKind[] KINDS = CommandKind.values();

  private final Map<Topic, LocatedTable> tables = new EnumMap<>(Topic.class);
  private final Map<Key, Aftermath> aftermaths = new HashMap<>();

  CommandMemory() {
    for (var topic : Topic.values()) {
      tables.put(topic, new LocatedTable(topic.shortName(), REMEMBERED, 2, aftermaths::remove));
    }
  }

  record Remembered(CommandDigest digest, Span span, @Nullable Aftermath aftermath) {}

  Optional<Remembered> find(UserId actor, CommandId id) {
    var key = key(actor, id);
    return tables.values().stream()
        .flatMap(table -> table.span(key).map(span -> remembered(table, key, span)).stream())
        .findAny();
  }

  private Remembered remembered(LocatedTable table, Key key, Span span) {
    return new Remembered(
        new CommandDigest(KINDS[(int) table.number(key, KIND)], table.number(key, HASH)),
        span,
        aftermaths.get(key));
  }

  /** A later fact of the same command replaces what stood after the earlier one. */
  void remember(
      Envelope envelope,
      Event event,
      Location location,
      CommandDigest digest,
      @Nullable Aftermath aftermath) {
    var key = key(envelope.actor(), envelope.commandId());
    var table = tables.get(EventType.of(event).topic());
    if (table == null) {
      throw new IllegalStateException("No table for " + event);
    }
    table.add(key, event.occurredAt(), location, digest.hash(), digest.kind().ordinal());
    if (aftermath != null && table.contains(key)) {
      aftermaths.put(key, aftermath);
    }
  }

  private static Key key(UserId actor, CommandId id) {
    return Key.of(actor.value(), id.value());
  }
}
