package dev.manadeck.command.http;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a client was answered. */
record Reply(int status, Map<String, String> headers, JsonNode body) {
  String header(String name) {
    return headers.get(name);
  }

  String text(String field) {
    return body.path(field).asString();
  }

  int number(String field) {
    return body.path(field).asInt();
  }

  boolean flag(String field) {
    return body.path(field).asBoolean();
  }

  String id() {
    return text("id");
  }

  /** Of the fields that are wrong. */
  List<String> pointers() {
    return body.path("errors").findValuesAsString("pointer");
  }

  /** Without what is different each time that anything is answered. */
  Reply asTold() {
    return new Reply(
        status,
        Map.of(
            "etag", headers.getOrDefault("etag", "none"),
            "location", headers.getOrDefault("location", "none"),
            "consistency-token", headers.getOrDefault("consistency-token", "none")),
        body);
  }
}
