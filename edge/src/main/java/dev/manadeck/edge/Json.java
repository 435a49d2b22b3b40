package dev.manadeck.edge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ajax.JSON;

/** JSON as the whole body of an answer. */
final class Json {
  static final String MEDIA_TYPE = "application/json";
  private static final JSON WRITER = new JSON();

  private Json() {}

  static ByteBuffer bytes(Map<String, Object> fields) {
    return ByteBuffer.wrap(WRITER.toJSON(fields).getBytes(StandardCharsets.UTF_8));
  }

  static void write(
      Response response, String mediaType, Map<String, Object> fields, Callback callback) {
    ByteBuffer body = bytes(fields);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
    response.write(true, body, callback);
  }
}
