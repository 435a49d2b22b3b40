package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.events.ReviewEvent.CardReviewed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * Between facts and bytes. Unknown fields and headers are passed over, so that readers outlive
 * additions.
 */
public final class EventCodec {
  private static final String SPEC_VERSION = "1.0";
  private static final String SOURCE = "/manadeck/command-service";
  private static final String JSON = "application/json";
  private static final char REPLACEMENT = '\uFFFD';
  private static final String SCHEMA_BASE = "urn:manadeck:schema:";

  private final Map<EventType, ObjectReader> readers = new EnumMap<>(EventType.class);
  private final Map<EventType, ObjectWriter> writers = new EnumMap<>(EventType.class);
  private final Map<EventType, List<WireHeader>> constantHeaders = new EnumMap<>(EventType.class);

  public EventCodec() {
    var mapper = EventJson.mapper();
    for (var type : EventType.values()) {
      readers.put(type, mapper.readerFor(type.eventClass()));
      writers.put(type, mapper.writerFor(type.eventClass()));
      constantHeaders.put(
          type,
          List.of(
              header(CloudEventHeader.SPEC_VERSION, SPEC_VERSION),
              header(CloudEventHeader.TYPE, type.wireName()),
              header(CloudEventHeader.SOURCE, SOURCE),
              header(CloudEventHeader.DATA_SCHEMA, SCHEMA_BASE + type.schemaName()),
              header(CloudEventHeader.CONTENT_TYPE, JSON)));
    }
  }

  public WireRecord encode(Recorded recorded) {
    var event = recorded.event();
    var type = EventType.of(event);
    var key = event.key();
    return new WireRecord(
        type.topic(), key, headers(type, key, recorded), encodeEvent(type, event));
  }

  private byte[] encodeEvent(EventType type, Event event) {
    var familiar = event instanceof CardReviewed review ? FamiliarReview.write(review) : null;
    return familiar == null ? existing(writers, type).writeValueAsBytes(event) : familiar;
  }

  private List<WireHeader> headers(EventType type, String key, Recorded recorded) {
    var envelope = recorded.envelope();
    var headers = new ArrayList<>(existing(constantHeaders, type));
    headers.add(header(CloudEventHeader.ID, SpelledText.of(envelope.id().value())));
    headers.add(header(CloudEventHeader.SUBJECT, key));
    headers.add(header(CloudEventHeader.TIME, SpelledText.of(recorded.event().occurredAt())));
    headers.add(header(CloudEventHeader.ACTOR, envelope.actor().value()));
    headers.add(header(CloudEventHeader.COMMAND_ID, envelope.commandId().value()));
    headers.add(header(CloudEventHeader.SEQUENCE, Long.toString(envelope.sequence())));
    addIfPresent(headers, CloudEventHeader.COMMAND_DIGEST, envelope.commandDigest());
    addIfPresent(headers, CloudEventHeader.TRACE_PARENT, envelope.traceparent());
    return headers;
  }

  /**
   * @throws UnreadableEventException if these are not the bytes of a known fact
   */
  public Recorded decode(HeaderList<?> headers, byte @Nullable [] value) {
    var type = decodeType(headers);
    return new Recorded(decodeEnvelope(type, headers), decodeEvent(type, value));
  }

  /**
   * The same, but of an added card the words may be left out: several times faster, for those who
   * keep none of them.
   *
   * @throws UnreadableEventException if these are not the bytes of a known fact
   */
  public Recorded decodeWithoutWords(HeaderList<?> headers, byte @Nullable [] value) {
    var type = decodeType(headers);
    var card = value != null && type == EventType.CARD_ADDED ? FamiliarCard.read(value) : null;
    return new Recorded(
        decodeEnvelope(type, headers), card == null ? decodeEvent(type, value) : card);
  }

  /**
   * What a fold needs, and nothing else is looked at.
   *
   * @throws UnreadableEventException if these are not the bytes of a known fact in its place
   */
  public Sequenced decodeSequenced(HeaderList<?> headers, byte @Nullable [] value) {
    var type = decodeType(headers);
    return new Sequenced(decodeEvent(type, value), sequence(type, headers));
  }

  /**
   * Facts of one key stand in one partition, in their order: under another key it is not that fact.
   *
   * @throws UnreadableEventException if the record has another key than its fact
   */
  public static void requireKey(@Nullable String key, Event event) {
    if (!event.key().equals(key)) {
      throw new UnreadableEventException(
          "Expected the key %s of %s, but got %s"
              .formatted(
                  event.key(),
                  EventType.of(event).wireName(),
                  key == null ? "none" : "\"%s\"".formatted(key)));
    }
  }

  /**
   * The type alone, for readers that look no further at most facts.
   *
   * @throws UnreadableEventException if the type is missing or not known
   */
  public EventType decodeType(HeaderList<?> headers) {
    var wireName = text(headers, CloudEventHeader.TYPE);
    if (wireName == null) {
      throw new UnreadableEventException(
          "Expected a header %s, but there is none".formatted(CloudEventHeader.TYPE.wireName()));
    }
    return EventType.named(wireName)
        .orElseThrow(
            () ->
                new UnreadableEventException(
                    "Expected a known event type, but got \"%s\"".formatted(wireName)));
  }

  /**
   * @throws UnreadableEventException if these are not the bytes of such a fact
   */
  public Event decodeEvent(EventType type, byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      throw new UnreadableEventException(
          "Expected the JSON of %s, but the record is empty".formatted(type.wireName()));
    }
    var familiar = type == EventType.CARD_REVIEWED ? FamiliarReview.read(value) : null;
    if (familiar != null) {
      return familiar;
    }
    try {
      Event event = existing(readers, type).readValue(value);
      if (event == null) {
        throw new UnreadableEventException(
            "Expected the JSON of %s, but got null".formatted(type.wireName()));
      }
      return event;
    } catch (JacksonException e) {
      throw new UnreadableEventException(
          "Expected the JSON of %s, but at \"%s\": %s"
              .formatted(type.wireName(), pointer(e), e.getOriginalMessage()),
          e);
    }
  }

  private static String pointer(JacksonException e) {
    return e.getPath().stream()
        .map(
            step ->
                "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
        .collect(Collectors.joining());
  }

  private static Envelope decodeEnvelope(EventType type, HeaderList<?> headers) {
    return new Envelope(
        id(type, headers),
        parsed(type, headers, CloudEventHeader.ACTOR, UserId::new),
        parsed(type, headers, CloudEventHeader.COMMAND_ID, CommandId::new),
        text(headers, CloudEventHeader.COMMAND_DIGEST),
        sequence(type, headers),
        text(headers, CloudEventHeader.TRACE_PARENT));
  }

  private static EventId id(EventType type, HeaderList<?> headers) {
    var value = headers.valueOf(CloudEventHeader.ID);
    var familiar = value == null ? null : FamiliarText.uuid(value);
    return familiar == null
        ? parsed(type, headers, CloudEventHeader.ID, EventId::of)
        : new EventId(familiar);
  }

  private static long sequence(EventType type, HeaderList<?> headers) {
    return parsed(type, headers, CloudEventHeader.SEQUENCE, EventCodec::sequence);
  }

  private static long sequence(String text) {
    var sequence = Long.parseLong(text);
    if (sequence < 0) {
      throw new IllegalArgumentException("Expected a sequence from 0, but got " + text);
    }
    return sequence;
  }

  private static <T> T parsed(
      EventType type, HeaderList<?> headers, CloudEventHeader header, Function<String, T> parser) {
    var text = text(headers, header);
    if (text == null) {
      throw new UnreadableEventException(
          "Expected a header %s of %s, but there is none"
              .formatted(header.wireName(), type.wireName()));
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException(
          "Expected a valid header %s of %s, but got \"%s\""
              .formatted(header.wireName(), type.wireName(), text),
          e);
    }
  }

  private static @Nullable String text(HeaderList<?> headers, CloudEventHeader header) {
    var value = headers.valueOf(header);
    if (value == null) {
      return null;
    }
    var text = new String(value, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(bytes(text), value)) {
      throw new UnreadableEventException(
          "Expected UTF-8 in the header %s, but got \"%s\"".formatted(header.wireName(), text));
    }
    return text;
  }

  private static void addIfPresent(
      List<WireHeader> headers, CloudEventHeader header, @Nullable String text) {
    if (text != null) {
      headers.add(header(header, text));
    }
  }

  private static <T> T existing(Map<EventType, T> table, EventType type) {
    var entry = table.get(type);
    if (entry == null) {
      throw new IllegalStateException("Nothing stands for " + type);
    }
    return entry;
  }

  private static WireHeader header(CloudEventHeader header, String text) {
    return header(header, bytes(text));
  }

  private static WireHeader header(CloudEventHeader header, byte[] text) {
    return new WireHeader(header.wireName(), text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
