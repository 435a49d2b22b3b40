package dev.manadeck.events.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaChangesTest {
  private static final String RELEASED =
      """
      {
        "description": "old words",
        "type": "object",
        "properties": {
          "id": {"type": "string", "format": "uuid"},
          "count": {"type": "integer"},
          "note": {"type": "string"},
          "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}}
        },
        "required": ["id", "count", "parts"],
        "$defs": {
          "Part": {
            "type": "object",
            "properties": {"kind": {"type": "string", "enum": ["a", "b"]}},
            "required": ["kind"]
          }
        }
      }
      """;

  @Test
  void noneIsFine() {
    assertThat(breaks(_ -> {})).isEmpty();
  }

  @Test
  void newWordsAreFine() {
    assertThat(breaks(schema -> schema.put("description", "new words"))).isEmpty();
  }

  @Test
  void aNewFieldThatMayBeAbsentIsFine() {
    assertThat(breaks(schema -> properties(schema).putObject("more").put("type", "string")))
        .isEmpty();
    assertThat(breaks(schema -> properties(part(schema)).putObject("more").put("type", "string")))
        .isEmpty();
  }

  @Test
  void anotherNameOfAPartIsFine() {
    assertThat(
            breaks(
                schema -> {
                  var definitions = (ObjectNode) schema.get("$defs");
                  definitions.set("Piece", definitions.remove("Part"));
                  ((ObjectNode) properties(schema).at("/parts/items")).put("$ref", "#/$defs/Piece");
                }))
        .isEmpty();
  }

  @Test
  void aNewFieldThatIsRequiredIsNot() {
    assertThat(
            breaks(
                schema -> {
                  properties(part(schema)).putObject("more").put("type", "string");
                  required(part(schema)).add("more");
                }))
        .containsExactly("/parts/*/more: is new and required, but older facts lack it");
  }

  @Test
  void aRemovedFieldIsNot() {
    assertThat(breaks(schema -> properties(schema).remove("note")))
        .containsExactly("/note: was removed");
    assertThat(breaks(schema -> properties(part(schema)).remove("kind")))
        .containsExactly("/parts/*/kind: was removed");
  }

  @Test
  void anotherTypeIsNot() {
    assertThat(breaks(schema -> field(schema, "count").put("type", "number")))
        .containsExactly("/count: type changed from \"integer\" to \"number\"");
  }

  @Test
  void anotherFormatIsNot() {
    assertThat(breaks(schema -> field(schema, "id").remove("format")))
        .containsExactly("/id: format changed from \"uuid\" to none");
    assertThat(breaks(schema -> field(schema, "note").put("format", "date")))
        .containsExactly("/note: format changed from none to \"date\"");
  }

  @Test
  void aFieldThatIsRequiredNowIsNot() {
    assertThat(breaks(schema -> required(schema).add("note")))
        .containsExactly("/note: is required now, but older facts may lack it");
  }

  @Test
  void aFieldThatMayBeAbsentNowIsNot() {
    assertThat(breaks(schema -> required(schema).remove(0)))
        .containsExactly("/id: may be absent now");
  }

  @Test
  void otherValuesOfAnEnumAreNot() {
    assertThat(breaks(schema -> kind(schema).putArray("enum").add("a").add("c")))
        .containsExactly(
            "/parts/*/kind: value \"b\" was removed", "/parts/*/kind: value \"c\" is new");
    assertThat(breaks(schema -> kind(schema).remove("enum")))
        .containsExactly("/parts/*/kind: enum changed from [\"a\",\"b\"] to none");
  }

  @Test
  void whatNobodyHasThoughtAboutIsNot() {
    assertThat(breaks(schema -> schema.put("additionalProperties", false)))
        .containsExactly("/: additionalProperties changed from none to false");
    assertThat(breaks(schema -> field(schema, "count").put("minimum", 1)))
        .containsExactly("/count: minimum changed from none to 1");
  }

  private static List<String> breaks(Consumer<ObjectNode> change) {
    var released = JsonMapper.shared().readTree(RELEASED);
    var current = (ObjectNode) released.deepCopy();
    change.accept(current);
    return SchemaChanges.thatBreakReaders(released, current);
  }

  private static ObjectNode properties(JsonNode schema) {
    return (ObjectNode) schema.get("properties");
  }

  private static ArrayNode required(JsonNode schema) {
    return (ArrayNode) schema.get("required");
  }

  private static ObjectNode field(JsonNode schema, String name) {
    return (ObjectNode) properties(schema).get(name);
  }

  private static ObjectNode part(JsonNode schema) {
    return (ObjectNode) schema.at("/$defs/Part");
  }

  private static ObjectNode kind(JsonNode schema) {
    return field(part(schema), "kind");
  }
}
