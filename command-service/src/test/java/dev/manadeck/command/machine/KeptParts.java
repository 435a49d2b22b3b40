package dev.manadeck.command.machine;

import dev.manadeck.command.shard.SnapshotWriter;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parts of a machine's snapshots, as the last ones of each key stand. */
final class KeptParts implements SnapshotWriter {
  private final SortedMap<String, byte[]> parts = new TreeMap<>();
  private int room;

  static KeptParts ofAll(CommandMachine machine) {
    var kept = new KeptParts();
    kept.take(machine, Integer.MAX_VALUE);
    return kept;
  }

  /** In as many transactions as it takes. */
  void take(CommandMachine machine, int roomAtOnce) {
    do {
      room = roomAtOnce;
    } while (!machine.snapshot(this));
  }

  void restore(CommandMachine machine) {
    parts.forEach(machine::restore);
  }

  int size() {
    return parts.size();
  }

  /** Comparable. */
  SortedMap<String, String> texts() {
    var texts = new TreeMap<String, String>();
    parts.forEach((key, content) -> texts.put(key, Arrays.toString(content)));
    return texts;
  }

  @Override
  public boolean hasRoom() {
    return room > 0;
  }

  @Override
  public void put(String key, byte[] content) {
    room--;
    parts.put(key, content);
  }

  @Override
  public void remove(String key) {
    room--;
    parts.remove(key);
  }
}
