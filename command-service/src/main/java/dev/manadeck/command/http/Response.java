package dev.manadeck.command.http;

import org.springframework.http.ResponseEntity;

/**
 * @param isPassedBack whether it is that of the node to which the request was passed on
 */
record Response(ResponseEntity<byte[]> entity, boolean isPassedBack) {
  static Response own(ResponseEntity<byte[]> entity) {
    return new Response(entity, false);
  }

  static Response ofOwner(ResponseEntity<byte[]> entity) {
    return new Response(entity, true);
  }
}
