package dev.manadeck.edge;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What the client is told when the edge itself answers with an error (RFC 9457). */
record Problem(int status, String detail, HttpFields headers) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String detail) {
    return new Problem(status, detail, HttpFields.EMPTY);
  }

  static Problem unavailable(String detail) {
    return of(HttpStatus.SERVICE_UNAVAILABLE_503, detail)
        .with(HttpHeader.RETRY_AFTER.asString(), "1");
  }

  Problem with(String header, String value) {
    return new Problem(status, detail, HttpFields.build(headers).put(header, value).asImmutable());
  }

  void write(Request request, Response response, Callback callback) {
    response.reset();
    response.setStatus(status);
    response.getHeaders().add(headers);
    Json.write(response, MEDIA_TYPE, fields(request.getHttpURI().getPath()), callback);
  }

  /** The members of the problem, for a request that may have been too malformed to have a path. */
  Map<String, Object> fields(@Nullable String instance) {
    ProblemKind kind = ProblemKind.of(status);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", kind.type());
    fields.put("title", kind.title());
    fields.put("status", status);
    fields.put("detail", detail);
    if (instance != null) {
      fields.put("instance", instance);
    }
    fields.put("message", detail);
    return fields;
  }
}
