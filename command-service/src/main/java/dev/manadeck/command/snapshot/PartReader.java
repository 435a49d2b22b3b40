package dev.manadeck.command.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.events.Event;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link PartWriter} wrote. */
public final class PartReader {
  private static final EventCodec CODEC = new EventCodec();

  private final ByteBuffer bytes;

  public PartReader(byte[] content) {
    bytes = ByteBuffer.wrap(content);
  }

  public long number() {
    return bytes.getLong();
  }

  public int small() {
    return bytes.getInt();
  }

  public boolean flag() {
    return bytes.get() != 0;
  }

  public UUID uuid() {
    return new UUID(number(), number());
  }

  public Instant time() {
    return Instant.ofEpochSecond(number(), small());
  }

  public @Nullable Instant timeIfAny() {
    return flag() ? time() : null;
  }

  public String text() {
    return new String(bytes(), UTF_8);
  }

  public <E extends Event> E event(EventType type, Class<E> eventClass) {
    return eventClass.cast(CODEC.decodeEvent(type, bytes()));
  }

  private byte[] bytes() {
    var value = new byte[bytes.getInt()];
    bytes.get(value);
    return value;
  }

  void requireEnd() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException(
          "Expected the end of a part, but there are %d bytes more".formatted(bytes.remaining()));
    }
  }
}
