package dev.manadeck.web.api;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service answered.
 *
 * @param headers the first of each name, in lower case
 */
public record ApiAnswer(int status, Map<String, String> headers, String body) {
  public static ApiAnswer of(HttpResponse<String> response) {
    return new ApiAnswer(
        response.statusCode(),
        response.headers().map().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().getFirst())),
        response.body());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  JsonNode json() {
    return new JsonMapper().readTree(body);
  }
}
