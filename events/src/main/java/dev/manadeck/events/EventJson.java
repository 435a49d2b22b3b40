package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * How facts stand in JSON: absent fields are left out; unknown ones are passed over; every other
 * difference from the schema is refused, never bent into shape.
 */
final class EventJson {
  private EventJson() {}

  static JsonMapper mapper() {
    return JsonMapper.builder(utf8Only())
        .addModule(times())
        .annotationIntrospector(new RequiredUnlessNullable())
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .withCoercionConfig(LogicalType.Textual, EventJson::refuseOtherScalars)
        .build();
  }

  private static JsonFactory utf8Only() {
    return JsonFactory.builder().disable(TokenStreamFactory.Feature.CHARSET_DETECTION).build();
  }

  private static SimpleModule times() {
    return new SimpleModule()
        .addDeserializer(Instant.class, new TextOnly<>(Instant.class, FamiliarText::instant))
        .addDeserializer(LocalDate.class, new TextOnly<>(LocalDate.class, LocalDate::parse))
        .addDeserializer(ZoneId.class, new TextOnly<>(ZoneId.class, ZoneId::of));
  }

  private static void refuseOtherScalars(MutableCoercionConfig text) {
    for (var shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      text.setCoercion(shape, CoercionAction.Fail);
    }
  }
}
