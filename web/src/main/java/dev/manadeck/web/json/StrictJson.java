package dev.manadeck.web.json;

import java.time.Instant;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * A value is what the client wrote, or it is refused: nothing is guessed, cut or converted. Only of
 * a decimal no more is kept than a double holds.
 */
final class StrictJson {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_TEXT_LENGTH = 1 << 20;
  private static final int MAX_NAME_LENGTH = 1_000;
  private static final int MAX_NUMBER_LENGTH = 100;

  private StrictJson() {}

  static void bound(JsonFactoryBuilder factory) {
    factory
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        // What a refused value was, can only be told while the parser still stands at it.
        .disable(StreamReadFeature.CLEAR_CURRENT_TOKEN_ON_CLOSE)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_TEXT_LENGTH)
                .maxNameLength(MAX_NAME_LENGTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .build());
  }

  static void configure(JsonMapper.Builder mapper) {
    mapper
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(
            MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .withCoercionConfigDefaults(
            coercions -> coercions.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Textual,
            coercions ->
                coercions
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .addModule(readers());
  }

  private static SimpleModule readers() {
    return new SimpleModule("manadeck")
        .addDeserializer(String.class, new TextReader())
        .addDeserializer(Double.class, NumberReader.ofObjects())
        .addDeserializer(Double.TYPE, NumberReader.ofPrimitives())
        .addDeserializer(Instant.class, new InstantReader())
        .addDeserializer(JsonNode.class, new TreeReader<>(JsonNode.class))
        .addDeserializer(ObjectNode.class, new TreeReader<>(ObjectNode.class))
        .addDeserializer(ArrayNode.class, new TreeReader<>(ArrayNode.class));
  }
}
