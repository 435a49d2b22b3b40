package dev.manadeck.command.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.events.CommandId;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventId;
import dev.manadeck.events.EventType;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.UnreadableEventException;
import dev.manadeck.events.UserId;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a shard's facts from the log, quickly where that can be done. For any thread. */
final class FactDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(FactDecoder.class);

  private static final String CARD_ADDED = EventType.CARD_ADDED.wireName();
  private static final int TYPE = 1;
  private static final int ID = 5;
  private static final int ACTOR = 8;
  private static final int COMMAND_ID = 9;
  private static final int SEQUENCE = 10;
  private static final int OPTIONAL_ONES = 11;

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
      var headers = wire.headers().toArray();
      var type = text("ce_type", TYPE, headers);
      var envelope = envelope(headers);
      if (type == null || envelope == null) {
        return Optional.of(codec.decode(new RecordHeaders(wire), wire.value()));
      }
      var event = event(headers[TYPE].value(), type, wire.value());
      return Optional.of(new Recorded(envelope, event));
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

  private Event event(byte[] typeHeader, String type, byte @Nullable [] value) {
    var skimmed = CARD_ADDED.equals(type) ? CardSkimmer.skim(value) : null;
    return skimmed == null ? codec.decodeEvent(_ -> typeHeader, value) : skimmed;
  }

  /** Null where the headers do not stand as the codec writes them. */
  private static @Nullable Envelope envelope(Header[] headers) {
    var id = text("ce_id", ID, headers);
    var actor = text("ce_actor", ACTOR, headers);
    var command = text("ce_commandid", COMMAND_ID, headers);
    var sequence = text("ce_sequence", SEQUENCE, headers);
    if (id == null || actor == null || command == null || sequence == null) {
      return null;
    }
    var next = OPTIONAL_ONES;
    var digest = text("ce_commanddigest", next, headers);
    next += digest == null ? 0 : 1;
    var traceparent = text("ce_traceparent", next, headers);
    next += traceparent == null ? 0 : 1;
    return next < headers.length
        ? null
        : envelope(id, actor, command, sequence, digest, traceparent);
  }

  private static @Nullable Envelope envelope(
      String id,
      String actor,
      String command,
      String sequence,
      @Nullable String digest,
      @Nullable String traceparent) {
    try {
      return new Envelope(
          EventId.of(id),
          new UserId(actor),
          new CommandId(command),
          digest,
          Long.parseLong(sequence),
          traceparent);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String text(String name, int place, Header[] headers) {
    if (place >= headers.length || !headers[place].key().equals(name)) {
      return null;
    }
    var value = headers[place].value();
    return value == null ? null : new String(value, UTF_8);
  }
}
