package dev.manadeck.command.kafka;

import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventType;
import dev.manadeck.events.HeaderList;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.UnreadableEventException;
import java.util.Optional;
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
    try {
      return Optional.of(fact(headersOf(wire), wire.value()));
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
  private Recorded fact(HeaderList<Header> headers, byte[] value) {
    boolean isCard = codec.decodeType(headers) == EventType.CARD_ADDED;
    var skimmed = isCard ? CardSkimmer.skim(value) : null;
    return skimmed == null
        ? codec.decode(headers, value)
        : new Recorded(codec.decodeEnvelope(headers), skimmed);
  }

  static HeaderList<Header> headersOf(ConsumerRecord<?, ?> wire) {
    return HeaderList.of(wire.headers().toArray(), Header::key, Header::value);
  }
}
