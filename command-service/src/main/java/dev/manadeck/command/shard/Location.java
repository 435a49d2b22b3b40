package dev.manadeck.command.shard;

/**
 * Where a fact stands in the log. Confined to its shard's thread until its transaction is
 * committed.
 */
public final class Location {
  private static final long UNKNOWN = -1;

  private final String topic;
  private final int partition;
  private long offset;

  private Location(String topic, int partition, long offset) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
  }

  public static Location at(String topic, int partition, long offset) {
    return new Location(topic, partition, offset);
  }

  public static Location pending(String topic, int partition) {
    return new Location(topic, partition, UNKNOWN);
  }

  public void resolve(long committedOffset) {
    offset = committedOffset;
  }

  public boolean isResolved() {
    return offset != UNKNOWN;
  }

  public String topic() {
    return topic;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    if (offset == UNKNOWN) {
      throw new IllegalStateException("The fact's transaction is not committed yet");
    }
    return offset;
  }
}
