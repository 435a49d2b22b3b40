package dev.manadeck.command.snapshot;

import dev.manadeck.command.shard.SnapshotWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All sections of a machine's state. */
public final class Sections {
  private static final char END_OF_NAME = '/';

  private final List<Section> sections;

  public Sections(List<Section> sections) {
    this.sections = List.copyOf(sections);
    var names = sections.stream().map(Section::name).collect(Collectors.toSet());
    if (names.size() < sections.size()) {
      throw new IllegalArgumentException("Expected a name for each section, but got " + names);
    }
  }

  public boolean writeChanged(SnapshotWriter out) {
    return sections.stream().allMatch(section -> section.writeChanged(within(section, out)));
  }

  public int parts() {
    return sections.stream().mapToInt(Section::parts).sum();
  }

  public void restore(String key, byte[] content) {
    var end = key.indexOf(END_OF_NAME);
    var name = key.substring(0, Math.max(0, end));
    var section =
        sections.stream()
            .filter(one -> one.name().equals(name))
            .findAny()
            .orElseThrow(
                () -> new IllegalArgumentException("Expected a known part, but got " + key));
    var reader = new PartReader(content);
    section.restore(key.substring(end + 1), reader);
    reader.requireEnd();
  }

  private static SnapshotWriter within(Section section, SnapshotWriter out) {
    Function<String, String> named = key -> section.name() + END_OF_NAME + key;
    return new SnapshotWriter() {
      @Override
      public boolean hasRoom() {
        return out.hasRoom();
      }

      @Override
      public void put(String key, byte[] content) {
        out.put(named.apply(key), content);
      }

      @Override
      public void remove(String key) {
        out.remove(named.apply(key));
      }
    };
  }
}
