package dev.manadeck.web.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jackson.JsonNodeDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.node.ObjectNode;

/** Reads free-form JSON of which every text, name and number can be stored. */
final class TreeReader<T extends JsonNode> extends StdDeserializer<T> {
  private final ValueDeserializer<? extends JsonNode> trees;

  TreeReader(Class<T> type) {
    super(type);
    trees = JsonNodeDeserializer.getDeserializer(type);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T deserialize(JsonParser parser, DeserializationContext context) {
    JsonNode tree = trees.deserialize(parser, context);
    requireStorable(tree, parser, context);
    return (T) tree;
  }

  @Override
  public Object getNullValue(DeserializationContext context) {
    return trees.getNullValue(context);
  }

  @Override
  public Object getAbsentValue(DeserializationContext context) {
    return trees.getAbsentValue(context);
  }

  private static void requireStorable(
      JsonNode node, JsonParser parser, DeserializationContext context) {
    if (node.isString() && !Storable.isStorable(node.stringValue())) {
      throw Storable.refusal(parser, context, Storable.EXPECTED_TEXT);
    }
    if (node.isNumber() && !Double.isFinite(node.asDouble())) {
      throw Storable.refusal(parser, context, Storable.EXPECTED_NUMBER);
    }
    if (node instanceof ObjectNode object) {
      for (var property : object.properties()) {
        requireStorableProperty(property.getKey(), property.getValue(), parser, context);
      }
    } else {
      for (int i = 0; i < node.size(); i++) {
        requireStorableElement(node, i, parser, context);
      }
    }
  }

  private static void requireStorableProperty(
      String name, JsonNode value, JsonParser parser, DeserializationContext context) {
    try {
      if (!Storable.isStorable(name)) {
        throw Storable.refusal(parser, context, Storable.EXPECTED_TEXT);
      }
      requireStorable(value, parser, context);
    } catch (JacksonException refusal) {
      throw refusal.prependPath(value, name);
    }
  }

  private static void requireStorableElement(
      JsonNode array, int index, JsonParser parser, DeserializationContext context) {
    try {
      requireStorable(array.get(index), parser, context);
    } catch (JacksonException refusal) {
      throw refusal.prependPath(array, index);
    }
  }
}
