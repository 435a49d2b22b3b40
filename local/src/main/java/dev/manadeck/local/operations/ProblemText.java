package dev.manadeck.local.operations;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a person reads in place of problem details (RFC 9457). */
final class ProblemText {
  private static final int LONGEST_UNKNOWN = 200;

  private ProblemText() {}

  static String of(int status, String body) {
    JsonNode problem = read(body);
    String title = problem.path("title").asString("");
    String detail = problem.path("detail").asString(title);
    if (detail.isBlank()) {
      return "Answered with status %d%s".formatted(status, unknown(body));
    }
    StringBuilder text = new StringBuilder(Printable.text(detail));
    problem
        .path("errors")
        .valueStream()
        .filter(error -> !detail.contains(error.path("detail").asString("")))
        .forEach(error -> text.append("\n  ").append(Printable.text(error(error))));
    return text.toString();
  }

  private static String error(JsonNode error) {
    return (error.path("pointer").asString("") + " " + error.path("detail").asString("")).strip();
  }

  private static JsonNode read(String body) {
    try {
      return OperatorApi.JSON.readTree(body.isBlank() ? "{}" : body);
    } catch (JacksonException noJson) {
      return OperatorApi.JSON.createObjectNode();
    }
  }

  private static String unknown(String body) {
    return body.isBlank() ? "" : ": " + Printable.cut(Printable.text(body), LONGEST_UNKNOWN);
  }
}
