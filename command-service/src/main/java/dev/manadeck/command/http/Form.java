package dev.manadeck.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.web.problem.FieldError;
import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a JSON object field by field, and gathers what is wrong with it, each with its pointer. A
 * field that nobody asked for is wrong too. Whatever it gives is of use only after {@link #check}.
 */
final class Form {
  static final int UUID_LENGTH = 36;
  static final int LAST_HOUR = 23;
  private static final int MOST_ERRORS = 100;
  private static final int MOST_ERRORS_OF_A_PART = 10;
  private static final int LONGEST_QUOTE = 40;
  private static final int LONGEST_INSTANT = 40;
  private static final int LONGEST_ZONE = 64;

  private final ObjectNode fields;
  private final String pointer;
  private final FoundErrors errors;
  private final Set<String> known = new HashSet<>();
  private final List<Form> inner = new ArrayList<>();

  private Form(ObjectNode fields, String pointer, FoundErrors errors) {
    this.fields = fields;
    this.pointer = pointer;
    this.errors = errors;
  }

  static Form of(ObjectNode body) {
    return new Form(body, "", new FoundErrors("", MOST_ERRORS));
  }

  /**
   * Of a body whose parts are judged each on its own.
   *
   * @param pointer where the part stands in the body
   */
  static Form ofPart(ObjectNode part, String pointer) {
    return new Form(part, pointer, new FoundErrors(pointer, MOST_ERRORS_OF_A_PART));
  }

  /** Also true where the field is null. */
  boolean has(String name) {
    known.add(name);
    return fields.has(name);
  }

  /** False where the field is null. */
  boolean isGiven(String name) {
    return value(name) != null;
  }

  boolean isEmptyArray(String name) {
    var value = value(name);
    return value != null && value.isArray() && value.isEmpty();
  }

  /** What was found wrong. */
  List<FieldError> errors() {
    findUnknown();
    return errors.all();
  }

  /** Ends the request if anything was found wrong. */
  void check() {
    var found = errors();
    if (!found.isEmpty()) {
      var first = found.getFirst();
      throw new ProblemException(
          Problem.of(ProblemKind.BAD_REQUEST, "%s: %s".formatted(first.pointer(), first.detail()))
              .withErrors(found));
    }
  }

  private void findUnknown() {
    var unknown = fields.propertyNames().stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      var detail = "Unknown field; the known ones are: " + String.join(", ", new TreeSet<>(known));
      unknown.forEach(name -> wrong(escaped(name), detail));
    }
    inner.forEach(Form::findUnknown);
  }

  void wrong(String name, String detail) {
    errors.add("%s/%s".formatted(pointer, name), detail);
  }

  /** The value, or null if it is absent, null or wrong. */
  private @Nullable JsonNode value(String name) {
    known.add(name);
    var value = fields.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private <T> @Nullable T mismatch(String name, String expected, JsonNode value) {
    wrong(name, "Expected %s, but got %s".formatted(expected, quoted(value)));
    return null;
  }

  /** What the service tells and a client may send back: it is known, and changes nothing. */
  void passOver(String... names) {
    known.addAll(List.of(names));
  }

  void require(String... names) {
    for (var name : names) {
      if (value(name) == null) {
        wrong(name, "Expected a value, but it is missing");
      }
    }
  }

  @Nullable String filledText(String name, int longest) {
    var text = text(name, longest);
    if (text != null && text.isBlank()) {
      wrong(name, "Expected a text, but it is blank");
    }
    return text;
  }

  @Nullable String text(String name, int longest) {
    var value = value(name);
    return value == null ? null : text(name, value, longest);
  }

  private @Nullable String text(String name, JsonNode value, int longest) {
    if (!value.isString()) {
      return mismatch(name, "a text", value);
    }
    var text = value.stringValue();
    if (text.codePointCount(0, text.length()) > longest) {
      wrong(
          name,
          "Expected at most %d characters, but got %d"
              .formatted(longest, text.codePointCount(0, text.length())));
      return null;
    }
    return text;
  }

  <T> @Nullable T parsed(String name, int longest, Function<String, T> parser) {
    var value = value(name);
    return value == null ? null : parsed(name, value, longest, parser);
  }

  private <T> @Nullable T parsed(
      String name, JsonNode value, int longest, Function<String, T> parser) {
    var text = text(name, value, longest);
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      wrong(name, Optional.ofNullable(e.getMessage()).orElse("The value is not acceptable"));
      return null;
    }
  }

  /** Precise to the microsecond, as the tables are. */
  @Nullable Instant instant(String name) {
    return parsed(
        name,
        LONGEST_INSTANT,
        text -> {
          try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                "Expected an instant such as 2026-01-31T12:00:00Z, but got \"%s\"".formatted(text),
                e);
          }
        });
  }

  @Nullable ZoneId timeZone(String name) {
    return parsed(
        name,
        LONGEST_ZONE,
        text -> {
          try {
            return ZoneId.of(text);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                "Expected a time zone such as Europe/Berlin, but got \"%s\"".formatted(text), e);
          }
        });
  }

  @Nullable Boolean flag(String name) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    return value.isBoolean() ? value.booleanValue() : mismatch(name, "true or false", value);
  }

  @Nullable Integer number(String name, int least, int most) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      return mismatch(name, "a whole number of %d to %d".formatted(least, most), value);
    }
    var number = value.intValue();
    return number < least || number > most
        ? mismatch(name, "a whole number of %d to %d".formatted(least, most), value)
        : Integer.valueOf(number);
  }

  @Nullable Double decimal(String name, double least, double most) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    return value.isNumber() && value.doubleValue() >= least && value.doubleValue() <= most
        ? Double.valueOf(value.doubleValue())
        : mismatch(name, "a number of %s to %s".formatted(least, most), value);
  }

  <E> @Nullable E choice(String name, Map<String, E> choices) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    var choice = value.isString() ? choices.get(value.stringValue()) : null;
    return choice == null
        ? mismatch(name, "one of " + choices.keySet().stream().sorted().toList(), value)
        : choice;
  }

  @Nullable ObjectNode json(String name, int largest) {
    var value = value(name);
    return switch (value) {
      case null -> null;
      case ObjectNode object when object.toString().getBytes(UTF_8).length > largest ->
          throw tooLarge(name, largest);
      case ObjectNode object -> object;
      default -> mismatch(name, "an object", value);
    };
  }

  private ProblemException tooLarge(String name, int largest) {
    var place = "%s/%s".formatted(pointer, name);
    var detail = "Expected JSON of at most %d bytes, but it is larger".formatted(largest);
    return new ProblemException(
        Problem.of(ProblemKind.TOO_LARGE, "%s: %s".formatted(place, detail))
            .withErrors(List.of(new FieldError(place, detail))));
  }

  @Nullable Form object(String name) {
    var value = value(name);
    return switch (value) {
      case null -> null;
      case ObjectNode object -> within(object, name);
      default -> mismatch(name, "an object", value);
    };
  }

  @Nullable List<Form> objects(String name, int most) {
    return elements(
        name,
        most,
        (place, element) ->
            element instanceof ObjectNode object
                ? within(object, place)
                : mismatch(place, "an object", element));
  }

  /** The elements of an array, whatever they are. */
  @Nullable List<JsonNode> anything(String name, int most) {
    return elements(name, most, (place, element) -> element);
  }

  <T> @Nullable List<T> parsedTexts(
      String name, int most, int longest, Function<String, T> parser) {
    return elements(name, most, (place, element) -> parsed(place, element, longest, parser));
  }

  @Nullable List<String> texts(String name, int most, int longest) {
    return elements(name, most, (place, element) -> text(place, element, longest));
  }

  @Nullable List<Double> decimals(String name, int most) {
    return elements(
        name,
        most,
        (place, element) ->
            element.isNumber()
                ? Double.valueOf(element.doubleValue())
                : mismatch(place, "a number", element));
  }

  private interface Element<T> {
    @Nullable T read(String place, JsonNode element);
  }

  private <T> @Nullable List<T> elements(String name, int most, Element<T> reader) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isArray()) {
      return mismatch(name, "an array", value);
    }
    if (value.size() > most) {
      wrong(name, "Expected at most %d elements, but got %d".formatted(most, value.size()));
      return null;
    }
    var list = new ArrayList<T>(value.size());
    for (var i = 0; i < value.size(); i++) {
      var read = reader.read("%s/%d".formatted(name, i), value.get(i));
      if (read != null) {
        list.add(read);
      }
    }
    return list;
  }

  private Form within(ObjectNode object, String place) {
    var form = new Form(object, "%s/%s".formatted(pointer, place), errors);
    inner.add(form);
    return form;
  }

  /** As RFC 6901 has it. */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String quoted(JsonNode value) {
    var text = value.toString();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
