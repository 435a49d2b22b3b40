package dev.manadeck.web.problem;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Where in a body something is wrong, as a JSON pointer (RFC 6901). */
final class JsonPointers {
  private JsonPointers() {}

  /** The deeper of what data binding knows and what the parser stood at. */
  static String of(JacksonException failure) {
    String bound = ofPath(failure.getPath());
    String parsed =
        failure.processor() instanceof JsonParser parser
            ? parser.streamReadContext().pathAsPointer().toString()
            : "";
    return parsed.startsWith(bound) ? parsed : bound;
  }

  static String ofPropertyPath(String propertyPath) {
    return propertyPath.isEmpty()
        ? ""
        : "/" + propertyPath.replace("[", "/").replace("]", "").replace(".", "/");
  }

  private static String ofPath(List<JacksonException.Reference> path) {
    return path.stream().map(JsonPointers::segment).collect(Collectors.joining());
  }

  private static String segment(JacksonException.Reference reference) {
    String name = reference.getPropertyName();
    return "/"
        + (name == null
            ? String.valueOf(reference.getIndex())
            : name.replace("~", "~0").replace("/", "~1"));
  }
}
