package dev.manadeck.web.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What PostgreSQL and UTF-8 can hold. JSON could say more than that. */
final class Storable {
  static final String EXPECTED_TEXT = "Expected text without U+0000 and without broken characters";
  static final String EXPECTED_NUMBER = "The number is out of range";

  private Storable() {}

  static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0) {
        return false;
      }
      if (Character.isSurrogate(unit)) {
        boolean isPair =
            i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1));
        if (!isPair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  static DatabindException refusal(
      JsonParser parser, DeserializationContext context, String expected) {
    return ValueInstantiationException.from(
        parser,
        expected,
        context.constructType(Object.class),
        new IllegalArgumentException(expected));
  }
}
