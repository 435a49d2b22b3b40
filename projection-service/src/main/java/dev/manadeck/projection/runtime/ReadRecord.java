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
      var read = codec.decodeSequenced(record.headers(), record.value());
      EventCodec.requireKey(record.keyText(), read.event());
      return new ReadRecord(record, read, null);
    } catch (RuntimeException e) {
      return new ReadRecord(record, null, e);
    }
  }

  /** To be kept for long. */
  ReadRecord alone() {
    return new ReadRecord(record.alone(), event, failure);
  }
}
