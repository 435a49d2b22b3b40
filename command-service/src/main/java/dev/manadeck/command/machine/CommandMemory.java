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
import java.time.Instant;
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

  private final Map<Topic, OfTopic> topics = new EnumMap<>(Topic.class);

  CommandMemory() {
    for (var topic : Topic.values()) {
      topics.put(topic, new OfTopic(topic));
    }
  }

  record Remembered(CommandDigest digest, Span span, @Nullable Aftermath aftermath) {}

  Optional<Remembered> find(UserId actor, CommandId id) {
    var key = key(actor, id);
    return topics.values().stream().flatMap(topic -> topic.find(key).stream()).findAny();
  }

  /** A later fact of the same command replaces what stood after the earlier one. */
  void remember(
      Envelope envelope,
      Event event,
      Location location,
      CommandDigest digest,
      @Nullable Aftermath aftermath) {
    var topic = topics.get(EventType.of(event).topic());
    if (topic == null) {
      throw new IllegalStateException("No memory for " + event);
    }
    topic.remember(
        key(envelope.actor(), envelope.commandId()),
        event.occurredAt(),
        location,
        digest,
        aftermath);
  }

  private static Key key(UserId actor, CommandId id) {
    return Key.of(actor.value(), id.value());
  }

  /** A key that was forgotten in one topic may by then mean another command in another topic. */
  private static final class OfTopic {
    private final Map<Key, Aftermath> aftermaths = new HashMap<>();
    private final LocatedTable commands;

    OfTopic(Topic topic) {
      commands = new LocatedTable(topic.shortName(), REMEMBERED, 2, aftermaths::remove);
    }

    Optional<Remembered> find(Key key) {
      return commands
          .span(key)
          .map(
              span ->
                  new Remembered(
                      new CommandDigest(
                          KINDS[(int) commands.number(key, KIND)], commands.number(key, HASH)),
                      span,
                      aftermaths.get(key)));
    }

    void remember(
        Key key,
        Instant when,
        Location location,
        CommandDigest digest,
        @Nullable Aftermath aftermath) {
      commands.add(key, when, location, digest.hash(), digest.kind().ordinal());
      if (aftermath != null && commands.contains(key)) {
        aftermaths.put(key, aftermath);
      }
    }
  }
}
