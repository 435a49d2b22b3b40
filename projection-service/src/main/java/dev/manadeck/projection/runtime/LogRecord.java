package dev.manadeck.projection.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.events.HeaderList;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record of the log, as it was read or as it was parked. */
public record LogRecord(
    LogPartition partition,
    long offset,
    Instant recordedAt,
    byte @Nullable [] key,
    HeaderList<?> headers,
    byte @Nullable [] value) {

  /** Keeps nothing else alive; headers keep all that was fetched with them. */
  LogRecord alone() {
    return new LogRecord(
        partition, offset, recordedAt, key, HeaderList.of(headers.toList()), value);
  }

  /** Of no meaning if it is not UTF-8. */
  @Nullable String keyText() {
    return key == null ? null : new String(key, UTF_8);
  }

  /** In bytes, without its headers. */
  public int size() {
    return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
  }

  /** What its order is kept within; a record without a key keeps none. */
  public Optional<QueueKey> queueKey() {
    return Optional.ofNullable(key).map(bytes -> new QueueKey(partition, ByteBuffer.wrap(bytes)));
  }

  /** Records of one key must be applied in order; a parked one holds up the rest. */
  public record QueueKey(LogPartition partition, ByteBuffer bytes) {}
}
