package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.UTF_8;

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
  private static final byte[] SPEC_VERSION = bytes("1.0");
  private static final byte[] SOURCE = bytes("/manadeck/command-service");
  private static final byte[] JSON = bytes("application/json");
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
              new WireHeader(CloudEventHeaders.SPEC_VERSION, SPEC_VERSION),
              new WireHeader(CloudEventHeaders.TYPE, bytes(type.wireName())),
              new WireHeader(CloudEventHeaders.SOURCE, SOURCE),
              new WireHeader(CloudEventHeaders.DATA_SCHEMA, bytes(SCHEMA_BASE + type.schemaName())),
              new WireHeader(CloudEventHeaders.CONTENT_TYPE, JSON)));
    }
  }

  public WireRecord encode(Recorded recorded) {
    var event = recorded.event();
    var type = EventType.of(event);
    return new WireRecord(
        type.topic(),
        event.key(),
        headers(type, recorded),
        existing(writers, type).writeValueAsBytes(event));
  }

  private List<WireHeader> headers(EventType type, Recorded recorded) {
    var envelope = recorded.envelope();
    var event = recorded.event();
    var headers = new ArrayList<>(existing(constantHeaders, type));
    headers.add(header(CloudEventHeaders.ID, envelope.id().toString()));
    headers.add(header(CloudEventHeaders.SUBJECT, event.key()));
    headers.add(header(CloudEventHeaders.TIME, event.occurredAt().toString()));
    headers.add(header(CloudEventHeaders.ACTOR, envelope.actor().value()));
    headers.add(header(CloudEventHeaders.COMMAND_ID, envelope.commandId().value()));
    headers.add(header(CloudEventHeaders.SEQUENCE, Long.toString(envelope.sequence())));
    addIfPresent(headers, CloudEventHeaders.COMMAND_DIGEST, envelope.commandDigest());
    addIfPresent(headers, CloudEventHeaders.TRACE_PARENT, envelope.traceparent());
    return headers;
  }

  /**
   * @throws UnreadableEventException if these are not the bytes of a known fact
   */
  public Recorded decode(HeaderLookup headers, byte @Nullable [] value) {
    var type = decodeType(headers);
    return new Recorded(decodeEnvelope(type, headers), decodeEvent(type, value));
  }

  /**
   * What is known of the fact besides the fact.
   *
   * @throws UnreadableEventException if these are not the headers of a known fact
   */
  public Envelope decodeEnvelope(HeaderLookup headers) {
    return decodeEnvelope(decodeType(headers), headers);
  }

  /**
   * The type alone, for readers that look no further at most facts.
   *
   * @throws UnreadableEventException if the type is missing or not known
   */
  public EventType decodeType(HeaderLookup headers) {
    var wireName = text(headers, CloudEventHeaders.TYPE);
    if (wireName == null) {
      throw new UnreadableEventException(
          "Expected a header %s, but there is none".formatted(CloudEventHeaders.TYPE));
    }
    return EventType.named(wireName)
        .orElseThrow(
            () ->
                new UnreadableEventException(
                    "Expected a known event type, but got \"%s\"".formatted(wireName)));
  }

  /**
   * @throws UnreadableEventException if these are not the bytes of a known fact
   */
  public Event decodeEvent(HeaderLookup headers, byte @Nullable [] value) {
    return decodeEvent(decodeType(headers), value);
  }

  private Event decodeEvent(EventType type, byte @Nullable [] value) {
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

  private static Envelope decodeEnvelope(EventType type, HeaderLookup headers) {
    return new Envelope(
        parsed(type, headers, CloudEventHeaders.ID, EventId::of),
        parsed(type, headers, CloudEventHeaders.ACTOR, UserId::new),
        parsed(type, headers, CloudEventHeaders.COMMAND_ID, CommandId::new),
        text(headers, CloudEventHeaders.COMMAND_DIGEST),
        parsed(type, headers, CloudEventHeaders.SEQUENCE, EventCodec::sequence),
        text(headers, CloudEventHeaders.TRACE_PARENT));
  }

  private static long sequence(String text) {
    var sequence = Long.parseLong(text);
    if (sequence < 0) {
      throw new IllegalArgumentException("Expected a sequence from 0, but got " + text);
    }
    return sequence;
  }

  private static <T> T parsed(
      EventType type, HeaderLookup headers, String name, Function<String, T> parser) {
    var text = text(headers, name);
    if (text == null) {
      throw new UnreadableEventException(
          "Expected a header %s of %s, but there is none".formatted(name, type.wireName()));
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException(
          "Expected a valid header %s of %s, but got \"%s\"".formatted(name, type.wireName(), text),
          e);
    }
  }

  private static @Nullable String text(HeaderLookup headers, String name) {
    var value = headers.valueOf(name);
    if (value == null) {
      return null;
    }
    var text = new String(value, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(bytes(text), value)) {
      throw new UnreadableEventException(
          "Expected UTF-8 in the header %s, but got \"%s\"".formatted(name, text));
    }
    return text;
  }

  private static void addIfPresent(List<WireHeader> headers, String name, @Nullable String text) {
    if (text != null) {
      headers.add(header(name, text));
    }
  }

  private static <T> T existing(Map<EventType, T> table, EventType type) {
    var entry = table.get(type);
    if (entry == null) {
      throw new IllegalStateException("Nothing stands for " + type);
    }
    return entry;
  }

  private static WireHeader header(String name, String text) {
    return new WireHeader(name, bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
