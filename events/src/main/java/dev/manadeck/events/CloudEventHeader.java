package dev.manadeck.events;

/**
 * CloudEvents 1.0, Kafka protocol binding, binary mode: attributes in the order in which the codec
 * writes them; the last two may be absent.
 */
enum CloudEventHeader {
  SPEC_VERSION("ce_specversion"),
  TYPE("ce_type"),
  SOURCE("ce_source"),
  DATA_SCHEMA("ce_dataschema"),
  CONTENT_TYPE("content-type"),
  ID("ce_id"),
  SUBJECT("ce_subject"),
  TIME("ce_time"),
  ACTOR("ce_actor"),
  COMMAND_ID("ce_commandid"),
  SEQUENCE("ce_sequence"),
  COMMAND_DIGEST("ce_commanddigest"),
  TRACE_PARENT("ce_traceparent");

  private final String wireName;

  CloudEventHeader(String wireName) {
    this.wireName = wireName;
  }

  /** The attribute's name with its prefix. */
  String wireName() {
    return wireName;
  }
}
