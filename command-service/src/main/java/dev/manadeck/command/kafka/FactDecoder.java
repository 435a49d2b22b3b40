package dev.manadeck.command.kafka;

import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventType;
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
   * Empty if it cannot be read. No shard ever wrote such a thing, so no decision rests on it.
   * Refusing to open would let one stray record of somebody else's stop all writes.
   */
  Optional<Recorded> decode(ConsumerRecord<?, byte[]> wire) {
    return readable(wire, this::skimmed);
  }

  /** With the words of an added card. */
  Optional<Recorded> decodeWhole(ConsumerRecord<?, byte[]> wire) {
    return readable(wire, codec::decode);
  }

  private static Optional<Recorded> readable(
      ConsumerRecord<?, byte[]> wire, BiFunction<HeaderList<Header>, byte[], Recorded> reading) {
    try {
      return Optional.of(reading.apply(headersOf(wire), wire.value()));
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

  /** Of an added card all but its words, on which no decision rests. */
  private Recorded skimmed(HeaderList<Header> headers, byte[] value) {
    boolean isCard = codec.decodeType(headers) == EventType.CARD_ADDED;
    var card = isCard ? CardSkimmer.skim(value) : null;
    return card == null
        ? codec.decode(headers, value)
        : new Recorded(codec.decodeEnvelope(headers), card);
  }

  static HeaderList<Header> headersOf(ConsumerRecord<?, ?> wire) {
    return HeaderList.of(wire.headers().toArray(), Header::key, Header::value);
  }
}
