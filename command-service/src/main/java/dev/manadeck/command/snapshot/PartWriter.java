package dev.manadeck.command.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.events.CommandId;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.UserId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds the content of a part. What was written is to be read back in the same order. */
public final class PartWriter {
  private static final int USUAL_SIZE = 128;
  private static final EventCodec CODEC = new EventCodec();
  private static final Envelope NO_ENVELOPE =
      new Envelope(
          new EventId(new UUID(0, 0)), new UserId("none"), new CommandId("none"), null, 0, null);

  private ByteBuffer bytes = ByteBuffer.allocate(USUAL_SIZE);

  public PartWriter number(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  public PartWriter small(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  public PartWriter flag(boolean value) {
    room(Byte.BYTES).put((byte) (value ? 1 : 0));
    return this;
  }

  public PartWriter uuid(UUID value) {
    return number(value.getMostSignificantBits()).number(value.getLeastSignificantBits());
  }

  public PartWriter time(Instant value) {
    return number(value.getEpochSecond()).small(value.getNano());
  }

  public PartWriter timeIfAny(@Nullable Instant value) {
    flag(value != null);
    return value == null ? this : time(value);
  }

  public PartWriter text(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  public PartWriter event(Event event) {
    return bytes(CODEC.encode(new Recorded(NO_ENVELOPE, event)).value());
  }

  private PartWriter bytes(byte[] value) {
    small(value.length);
    room(value.length).put(value);
    return this;
  }

  private ByteBuffer room(int length) {
    if (bytes.remaining() < length) {
      var capacity = Math.max(2 * bytes.capacity(), bytes.position() + length);
      bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
    }
    return bytes;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
