package dev.manadeck.events;

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

  private CloudEventHeaders() {}
}
