package dev.manadeck.command.kafka;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says that the parts beside it are a snapshot, and of what.
 *
 * @param parts how many there are
 * @param topics by short name
 */
record SnapshotMarker(String format, int parts, Map<String, Position> topics) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /**
   * @param topicId another one if the topic was deleted and created anew
   * @param next the first fact that is not in the snapshot
   */
  record Position(String topicId, long next) {}

  byte[] toBytes() {
    return JSON.writeValueAsBytes(this);
  }

  /** Empty if it is none. */
  static Optional<SnapshotMarker> read(byte[] bytes) {
    try {
      return Optional.of(JSON.readValue(bytes, SnapshotMarker.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
