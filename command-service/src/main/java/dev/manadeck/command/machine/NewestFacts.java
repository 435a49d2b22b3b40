package dev.manadeck.command.machine;

import dev.manadeck.command.shard.Location;
import dev.manadeck.events.Topic;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the shard's newest fact of each topic stands: an answer may rest on any up to it. */
final class NewestFacts {
  private final Map<Topic, Location> newest = new EnumMap<>(Topic.class);

  void evolve(Topic topic, Location location) {
    newest.put(topic, location);
  }

  /** Of the decks, if there is none of the topic yet. */
  @Nullable Location of(Topic topic) {
    return Optional.ofNullable(newest.get(topic)).orElse(newest.get(Topic.DECKS));
  }
}
