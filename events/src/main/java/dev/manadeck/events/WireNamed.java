package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A constant that has a name of its own outside, which never changes. */
public interface WireNamed {
  @JsonValue
  String wireName();

  static <E extends Enum<E> & WireNamed> Map<String, E> all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .collect(Collectors.toUnmodifiableMap(WireNamed::wireName, Function.identity()));
  }
}
