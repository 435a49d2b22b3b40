package dev.manadeck.command.machine;

import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.ChangedParts;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.command.snapshot.Section;
import dev.manadeck.events.Topic;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the shard's newest fact of each topic stands: an answer may rest on any up to it. */
final class NewestFacts implements Section {
  private final Map<Topic, Location> newest = new EnumMap<>(Topic.class);
  private final ChangedParts<Topic> changed = new ChangedParts<>();

  void evolve(Topic topic, Location location) {
    newest.put(topic, location);
    changed.add(topic);
  }

  /** Of the decks, if there is none of the topic yet. */
  @Nullable Location of(Topic topic) {
    return Optional.ofNullable(newest.get(topic)).orElse(newest.get(Topic.DECKS));
  }

  @Override
  public String name() {
    return "newest";
  }

  @Override
  public int parts() {
    return newest.size();
  }

  @Override
  public boolean writeChanged(SnapshotWriter out) {
    return changed.write(out, this::write);
  }

  private void write(Topic topic, SnapshotWriter out) {
    var location = Objects.requireNonNull(newest.get(topic));
    out.put(
        topic.name(),
        new PartWriter()
            .text(location.topic())
            .small(location.partition())
            .number(location.offset())
            .toBytes());
  }

  @Override
  public void restore(String key, PartReader content) {
    newest.put(Topic.valueOf(key), Location.at(content.text(), content.small(), content.number()));
  }
}
