package dev.manadeck.web.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Names what was expected in words of the API, never of Java. */
final class ExpectedValue {
  private static final Set<Class<?>> WHOLE_NUMBERS =
      Set.of(byte.class, short.class, int.class, long.class);
  private static final Set<Class<?>> BOXED_WHOLE_NUMBERS =
      Set.of(Byte.class, Short.class, Integer.class, Long.class);

  private ExpectedValue() {}

  static String nameOf(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (WHOLE_NUMBERS.contains(type) || BOXED_WHOLE_NUMBERS.contains(type)) {
      return "a whole number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "text";
    }
    if (type == UUID.class || isTypedId(type)) {
      return "a UUID";
    }
    if (type == Instant.class) {
      return "an instant such as 2026-01-31T09:30:00Z";
    }
    if (type == LocalDate.class) {
      return "a date such as 2026-01-31";
    }
    if (Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    return type.isRecord() ? "an object" : "another value";
  }

  /** A record around one UUID stands on the wire as that UUID. */
  private static boolean isTypedId(Class<?> type) {
    if (!type.isRecord()) {
      return false;
    }
    var components = type.getRecordComponents();
    return components.length == 1 && components[0].getType() == UUID.class;
  }
}
