package dev.manadeck.web.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.NumberDeserializers.DoubleDeserializer;

/** Reads numbers that are written as numbers and are finite; Jackson also takes "NaN". */
final class NumberReader extends DoubleDeserializer {
  private NumberReader(Class<Double> type, @Nullable Double whenNull) {
    super(type, whenNull);
  }

  static NumberReader ofPrimitives() {
    return new NumberReader(Double.TYPE, 0.0);
  }

  static NumberReader ofObjects() {
    return new NumberReader(Double.class, null);
  }

  @Override
  public Double deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      return (Double)
          context.handleWeirdStringValue(Double.class, parser.getString(), "not a JSON number");
    }
    Double number = super.deserialize(parser, context);
    if (number != null && !Double.isFinite(number)) {
      throw Storable.refusal(parser, context, Storable.EXPECTED_NUMBER);
    }
    return number;
  }
}
