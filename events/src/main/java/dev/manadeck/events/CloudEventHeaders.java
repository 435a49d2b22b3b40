package dev.manadeck.events;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** CloudEvents 1.0, Kafka protocol binding, binary mode: attribute names with their prefix. */
final class CloudEventHeaders {
  static final String SPEC_VERSION = "ce_specversion";
  static final String ID = "ce_id";
  static final String TYPE = "ce_type";
  static final String SOURCE = "ce_source";
  static final String SUBJECT = "ce_subject";
  static final String TIME = "ce_time";
  static final String DATA_SCHEMA = "ce_dataschema";
  static final String CONTENT_TYPE = "content-type";
  static final String ACTOR = "ce_actor";
  static final String COMMAND_ID = "ce_commandid";
  static final String COMMAND_DIGEST = "ce_commanddigest";
  static final String SEQUENCE = "ce_sequence";
  static final String TRACE_PARENT = "ce_traceparent";

  /** As the codec writes them; the last two may be absent. */
  private static final List<String> IN_ORDER =
      List.of(
          SPEC_VERSION,
          TYPE,
          SOURCE,
          DATA_SCHEMA,
          CONTENT_TYPE,
          ID,
          SUBJECT,
          TIME,
          ACTOR,
          COMMAND_ID,
          SEQUENCE,
          COMMAND_DIGEST,
          TRACE_PARENT);

  private static final Map<String, Integer> PLACES =
      IntStream.range(0, IN_ORDER.size())
          .boxed()
          .collect(Collectors.toUnmodifiableMap(IN_ORDER::get, Function.identity()));

  private CloudEventHeaders() {}

  /** Where a header usually stands; behind all others if it is none of ours. */
  static int placeOf(String name) {
    return PLACES.getOrDefault(name, Integer.MAX_VALUE);
  }
}
