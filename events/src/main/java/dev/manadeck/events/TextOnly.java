package dev.manadeck.events;

import java.time.DateTimeException;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Jackson's own readers of times take numbers and arrays for them too: a wrong type, not a time.
 */
final class TextOnly<T> extends StdScalarDeserializer<T> {
  private final Class<T> type;
  private final Function<String, T> parser;

  TextOnly(Class<T> type, Function<String, T> parser) {
    super(type);
    this.type = type;
    this.parser = parser;
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      return type.cast(context.handleUnexpectedToken(type, json));
    }
    var text = json.getString();
    try {
      return parser.apply(text);
    } catch (DateTimeException e) {
      return type.cast(context.handleWeirdStringValue(type, text, "%s", e.getMessage()));
    }
  }
}
