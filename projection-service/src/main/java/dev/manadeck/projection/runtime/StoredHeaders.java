package dev.manadeck.projection.runtime;

import dev.manadeck.events.WireHeader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Headers as JSON: an array of [name, value in base64], for names repeat and values are bytes. */
final class StoredHeaders {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StoredHeaders() {}

  static String toJson(List<WireHeader> headers) {
    var array = JSON.createArrayNode();
    for (var header : headers) {
      array
          .addArray()
          .add(header.name().replace('\0', '\uFFFD'))
          .add(Base64.getEncoder().encodeToString(header.value()));
    }
    return array.toString();
  }

  static List<WireHeader> fromJson(String json) {
    var headers = new ArrayList<WireHeader>();
    for (JsonNode header : JSON.readTree(json)) {
      headers.add(
          new WireHeader(
              header.get(0).stringValue(),
              Base64.getDecoder().decode(header.get(1).stringValue())));
    }
    return headers;
  }
}
