package dev.manadeck.projection.runtime;

import dev.manadeck.events.WireHeader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log, as it was read or as it was parked.
 *
 * @param headers in the record's order; names may repeat
 */
public record LogRecord(
    LogPartition partition,
    long offset,
    Instant recordedAt,
    byte @Nullable [] key,
    List<WireHeader> headers,
    byte @Nullable [] value) {

  /** The last header of that name, as Kafka's clients have it. */
  byte @Nullable [] header(String name) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (headers.get(i).name().equals(name)) {
        return headers.get(i).value();
      }
    }
    return null;
  }

  /** What its order is kept within; a record without a key keeps none. */
  public Optional<QueueKey> queueKey() {
    return Optional.ofNullable(key).map(bytes -> new QueueKey(partition, ByteBuffer.wrap(bytes)));
  }

  /** Records of one key must be applied in order; a parked one holds up the rest. */
  public record QueueKey(LogPartition partition, ByteBuffer bytes) {}
}
