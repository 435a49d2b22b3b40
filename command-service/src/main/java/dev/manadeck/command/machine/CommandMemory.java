package dev.manadeck.command.machine;

import dev.manadeck.command.machine.CommandMemory.Remembered;
import dev.manadeck.command.recent.Key;
import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.snapshot.Section;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.Topic;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the last day, so that one that comes again is recognised and answered as before.
 * One table a topic: within a topic facts come in the order of time, whether live or restored.
 */
final class CommandMemory {
  private final Map<Topic, TopicMemory> topics = new EnumMap<>(Topic.class);
  private @Nullable Named last;

  CommandMemory(RecentMemory memory) {
    Arrays.stream(Topic.values())
        .forEach(topic -> topics.put(topic, new TopicMemory(topic, memory)));
  }

  List<Section> sections() {
    return topics.values().stream().map(TopicMemory::section).toList();
  }

  record Remembered(CommandDigest digest, Span span, @Nullable Trace trace) {}

  Optional<Remembered> find(UserId actor, CommandId id) {
    var key = key(actor, id);
    for (var topic : topics.values()) {
      var found = topic.find(key);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** The trace of a later fact of the same command replaces that of the earlier one. */
  void remember(
      UserId actor,
      CommandId id,
      CommandDigest digest,
      Topic topic,
      Instant when,
      Location location,
      @Nullable Trace trace) {
    Objects.requireNonNull(topics.get(topic))
        .remember(key(actor, id), when, location, digest, trace);
  }

  private record Named(UserId actor, CommandId id, Key key) {}

  /** A command is asked for several times in a row, and its facts stand side by side. */
  private Key key(UserId actor, CommandId id) {
    var known = last;
    if (known == null || !known.id().equals(id) || !known.actor().equals(actor)) {
      known = new Named(actor, id, Key.of(actor.value(), id.value()));
      last = known;
    }
    return known.key();
  }
}
