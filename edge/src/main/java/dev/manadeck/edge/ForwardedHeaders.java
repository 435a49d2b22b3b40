package dev.manadeck.edge;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** The X-Forwarded-… headers. A proxy before this one is believed about all but the last hop. */
final class ForwardedHeaders {
  private ForwardedHeaders() {}

  static void add(Request request, org.eclipse.jetty.client.Request toBackend) {
    toBackend.headers(headers -> add(request, headers));
  }

  private static void add(Request request, HttpFields.Mutable headers) {
    String client = Request.getRemoteAddr(request);
    String before = headers.get(HttpHeader.X_FORWARDED_FOR);
    headers.put(HttpHeader.X_FORWARDED_FOR, before == null ? client : before + ", " + client);
    putIfAbsent(headers, HttpHeader.X_FORWARDED_PROTO, request.isSecure() ? "https" : "http");
    String host = request.getHeaders().get(HttpHeader.HOST);
    if (host != null) {
      putIfAbsent(headers, HttpHeader.X_FORWARDED_HOST, host);
    }
  }

  private static void putIfAbsent(HttpFields.Mutable headers, HttpHeader name, String value) {
    if (!headers.contains(name)) {
      headers.put(new HttpField(name, value));
    }
  }
}
