package dev.manadeck.command.kafka;

import dev.manadeck.events.EventCodec;
import dev.manadeck.events.HeaderList;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.UnreadableEventException;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a shard's facts from the log. For any thread. */
final class FactDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(FactDecoder.class);

  private final EventCodec codec;

  FactDecoder(EventCodec codec) {
    this.codec = codec;
  }

  /**
   * Of an added card without its words, which no shard keeps. Empty if the fact cannot be read: no
   * shard ever wrote such a thing, so no decision rests on it. Refusing to open would let one stray
   * record of somebody else's stop all writes.
   */
  Optional<Recorded> decode(ConsumerRecord<String, byte[]> wire) {
    return readable(wire, codec::decodeWithoutWords);
  }

  /** With the words of an added card. */
  Optional<Recorded> decodeWhole(ConsumerRecord<String, byte[]> wire) {
    return readable(wire, codec::decode);
  }

  private static Optional<Recorded> readable(
      ConsumerRecord<String, byte[]> wire,
      BiFunction<HeaderList<Header>, byte[], Recorded> reading) {
    try {
      var fact = reading.apply(headersOf(wire), wire.value());
      EventCodec.requireKey(wire.key(), fact.event());
      return Optional.of(fact);
    } catch (UnreadableEventException e) {
      LOG.error(
          "Passed over {}-{} offset {}: {}",
          wire.topic(),
          wire.partition(),
          wire.offset(),
          e.getMessage());
      return Optional.empty();
    }
  }

  static HeaderList<Header> headersOf(ConsumerRecord<?, ?> wire) {
    return HeaderList.of(wire.headers().toArray(), Header::key, Header::value);
  }
}
