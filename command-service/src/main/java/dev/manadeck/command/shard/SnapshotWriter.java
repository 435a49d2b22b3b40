package dev.manadeck.command.shard;

/** Takes the parts of a state machine's state that changed. */
public interface SnapshotWriter {
  /** False once enough was given for one transaction; whatever is left waits for the next one. */
  boolean hasRoom();

  void put(String key, byte[] content);

  /** There is no such part any more. */
  void remove(String key);
}
