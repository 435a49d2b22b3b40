package dev.manadeck.events;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the topics are called in Kafka: all with one prefix, so that several systems can share a
 * broker.
 */
public record TopicNames(String prefix) {
  public static final String DEFAULT_PREFIX = "manadeck.";

  public String of(Topic topic) {
    return prefix + topic.shortName();
  }

  public Set<String> all() {
    return EnumSet.allOf(Topic.class).stream()
        .map(this::of)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Internal to the command service: no contract stands behind it. */
  public String commandSnapshots() {
    return prefix + "command-snapshots";
  }

  public Optional<Topic> topic(String name) {
    return EnumSet.allOf(Topic.class).stream().filter(topic -> of(topic).equals(name)).findAny();
  }
}
