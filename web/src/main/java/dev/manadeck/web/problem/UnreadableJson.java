package dev.manadeck.web.problem;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells a client what is wrong with its JSON, and where. The texts are written here because
 * Jackson's own name Java classes.
 */
final class UnreadableJson {
  private final JsonMapper json;

  UnreadableJson(JsonMapper json) {
    this.json = json;
  }

  Problem problemOf(JacksonException failure) {
    String pointer = JsonPointers.of(failure);
    String detail = detailOf(failure);
    return Problem.of(
            ProblemKind.BAD_REQUEST,
            pointer.isEmpty() ? detail : "%s: %s".formatted(pointer, detail))
        .withErrors(List.of(new FieldError(pointer, detail)));
  }

  private String detailOf(JacksonException failure) {
    return switch (failure) {
      case UnrecognizedPropertyException unknown -> unknownField(unknown);
      case InvalidFormatException invalid ->
          "Expected %s, but got %s".formatted(expected(invalid), shown(invalid.getValue()));
      case ValueInstantiationException refused -> refusedByItsType(refused);
      case InputCoercionException _ -> "The number is out of range";
      case MismatchedInputException mismatch ->
          "Expected %s, but %s".formatted(expected(mismatch), found(mismatch));
      case StreamConstraintsException _ ->
          "A text, a number or a name is too long, or the depth is";
      case StreamReadException malformed -> malformed(malformed);
      default -> "The value cannot be read";
    };
  }

  private static String unknownField(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds().stream()
        .map(String::valueOf)
        .sorted()
        .collect(Collectors.joining(", ", "Unknown field; the known ones are: ", ""));
  }

  private String expected(MismatchedInputException mismatch) {
    Class<?> type = mismatch.getTargetType();
    if (type == null) {
      return "another value";
    }
    return type.isEnum() ? "one of " + names(type) : ExpectedValue.nameOf(type);
  }

  private String names(Class<?> enumType) {
    return Arrays.stream(enumType.getEnumConstants())
        .map(constant -> json.convertValue(constant, String.class))
        .collect(Collectors.joining(", "));
  }

  /** A typed value's constructor says itself what it expected. */
  private static String refusedByItsType(ValueInstantiationException refused) {
    return refused.getCause() instanceof IllegalArgumentException reason
            && reason.getMessage() != null
        ? reason.getMessage()
        : "The value is not acceptable";
  }

  private static String found(MismatchedInputException mismatch) {
    JsonToken token =
        mismatch.processor() instanceof JsonParser parser ? parser.currentToken() : null;
    return switch (token) {
      case VALUE_STRING -> "got text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "got a number";
      case VALUE_TRUE, VALUE_FALSE -> "got true or false";
      case VALUE_NULL -> "got null";
      case START_OBJECT, PROPERTY_NAME -> "got an object";
      case START_ARRAY -> "got an array";
      case END_OBJECT -> "it is missing";
      case END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "got something else";
      case null -> "got nothing";
    };
  }

  private static String malformed(StreamReadException malformed) {
    TokenStreamLocation at = malformed.getLocation();
    String what =
        malformed.getOriginalMessage().startsWith("Duplicate")
            ? "A name is used twice in one object"
            : "Malformed JSON";
    return at == null
        ? what
        : "%s, at line %d, column %d".formatted(what, at.getLineNr(), at.getColumnNr());
  }

  private static String shown(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : Quotes.of(value);
  }
}
