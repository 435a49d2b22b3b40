package dev.manadeck.events.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventType;
import dev.manadeck.events.Samples;
import dev.manadeck.events.UnreadableEventException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes an event apart, one place after the other: what the schema allows is read, and what it does
 * not allow is refused.
 */
class CodecAgreesWithSchemasTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final List<String> STRANGERS =
      List.of(
          "true",
          "0",
          "1.5",
          "\"x\"",
          "\"\"",
          "\"0\"",
          "\"true\"",
          "\"NaN\"",
          "\"1-1-1-1-1\"",
          "\"2026-03-01\"",
          "\"2026-03-01T10:00:00\"",
          "[]",
          "[1]",
          "[[]]",
          "{}",
          "{\"value\":1}");

  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @EnumSource
  void aboutStrangersInThePlaceOfAnyValue(EventType type) {
    var original = fullValue(type);
    var schema = Schemas.of(type);
    for (var place : places(original)) {
      for (var stranger : STRANGERS) {
        var isZoneId = place.toString().endsWith("/timeZone") && stranger.startsWith("\"");
        if (!isZoneId) {
          agree(type, schema, with(original, place, MAPPER.readTree(stranger)));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aboutAbsentFields(EventType type) {
    var original = fullValue(type);
    var schema = Schemas.of(type);
    for (var place : fields(original)) {
      agree(type, schema, without(original, place));
    }
  }

  /** The writer leaves absent fields out; a reader need not mind if another one writes null. */
  @ParameterizedTest
  @EnumSource
  void aboutNullWhichMeansAbsent(EventType type) {
    var original = fullValue(type);
    for (var place : fields(original)) {
      assertThat(isReadable(type, with(original, place, NullNode.getInstance())))
          .as("null at %s of %s", place, type)
          .isEqualTo(isReadable(type, without(original, place)));
    }
  }

  private void agree(EventType type, Schema schema, JsonNode value) {
    assertThat(isReadable(type, value))
        .as("whether %s is %s", value, type)
        .isEqualTo(schema.validate(value).isEmpty());
  }

  private boolean isReadable(EventType type, JsonNode value) {
    try {
      codec.decodeEvent(type, value.toString().getBytes(UTF_8));
      return true;
    } catch (UnreadableEventException e) {
      return false;
    }
  }

  private JsonNode fullValue(EventType type) {
    return MAPPER.readTree(codec.encode(Samples.full(type)).value());
  }

  private static JsonNode with(JsonNode original, JsonPointer place, JsonNode value) {
    if (place.matches()) {
      return value;
    }
    var changed = original.deepCopy();
    switch (changed.at(place.head())) {
      case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
      case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
      case JsonNode other -> throw new IllegalStateException("Nothing stands in " + other);
    }
    return changed;
  }

  private static JsonNode without(JsonNode original, JsonPointer field) {
    var changed = original.deepCopy();
    ((ObjectNode) changed.at(field.head())).remove(field.last().getMatchingProperty());
    return changed;
  }

  private static List<JsonPointer> fields(JsonNode root) {
    return places(root).stream()
        .filter(place -> !place.matches() && root.at(place.head()).isObject())
        .toList();
  }

  private static List<JsonPointer> places(JsonNode root) {
    var places = new ArrayList<JsonPointer>();
    collect(root, JsonPointer.empty(), places);
    return places;
  }

  private static void collect(JsonNode node, JsonPointer here, List<JsonPointer> places) {
    places.add(here);
    node.propertyStream()
        .forEach(field -> collect(field.getValue(), here.appendProperty(field.getKey()), places));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), here.appendIndex(i), places);
      }
    }
  }
}
