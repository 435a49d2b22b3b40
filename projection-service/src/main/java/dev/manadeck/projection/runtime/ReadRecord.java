package dev.manadeck.projection.runtime;

import dev.manadeck.events.EventCodec;
import dev.manadeck.events.Sequenced;
import org.jspecify.annotations.Nullable;

/**
 * A record and what could be made of it: an event, or the reason why not.
 *
 * @param failure null exactly if {@code event} is not
 */
public record ReadRecord(
    LogRecord record, @Nullable Sequenced event, @Nullable RuntimeException failure) {

  public static ReadRecord read(EventCodec codec, LogRecord record) {
    try {
      return new ReadRecord(record, codec.decodeSequenced(record.headers(), record.value()), null);
    } catch (RuntimeException e) {
      return new ReadRecord(record, null, e);
    }
  }

  /** To be kept for long. */
  ReadRecord alone() {
    return new ReadRecord(record.alone(), event, failure);
  }
}
