package dev.manadeck.projection.deck;

import dev.manadeck.events.SchedulingSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Between JSON in columns and in rows. */
final class JsonColumn {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonColumn() {}

  static String write(Object value) {
    return JSON.writeValueAsString(value);
  }

  static SchedulingSettings settings(String json) {
    return JSON.readValue(json, SchedulingSettings.class);
  }

  static JsonNode tree(String json) {
    return JSON.readTree(json);
  }

  static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json);
  }
}
