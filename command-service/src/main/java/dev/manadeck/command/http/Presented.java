package dev.manadeck.command.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** An answer on its way out. */
record Presented(HttpStatus status, Object body, @Nullable URI location, @Nullable Long version) {
  static Presented ok(Object body) {
    return new Presented(HttpStatus.OK, body, null, null);
  }

  static Presented created(Object body, String path) {
    return new Presented(HttpStatus.CREATED, body, URI.create(path), null);
  }

  Presented version(long number) {
    return new Presented(status, body, location, number);
  }

  /**
   * Is JSON whatever the client accepts: once the command is carried out, it must hear so. As
   * bytes, whose length is known, it leaves in one piece.
   */
  ResponseEntity<byte[]> response(@Nullable String consistencyToken, JsonMapper json) {
    var response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
    if (location != null) {
      response.location(location);
    }
    if (version != null) {
      response.eTag("\"" + version + "\"");
    }
    if (consistencyToken != null) {
      response.header(CommandHeaders.CONSISTENCY_TOKEN, consistencyToken);
    }
    return response.body(json.writeValueAsBytes(body));
  }
}
