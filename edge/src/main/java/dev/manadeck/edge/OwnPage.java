package dev.manadeck.edge;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A page that the edge answers itself, to be read only. */
abstract class OwnPage extends Handler.Abstract {

  OwnPage(InvocationType invocationType) {
    super(invocationType);
  }

  abstract void read(Request request, Response response, Callback callback) throws Exception;

  @Override
  public final boolean handle(Request request, Response response, Callback callback)
      throws Exception {
    HttpMethod method = HttpMethod.fromString(request.getMethod());
    if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
      read(request, response, callback);
    } else {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      Response.writeError(
          request,
          response,
          callback,
          HttpStatus.METHOD_NOT_ALLOWED_405,
          "Expected GET or HEAD, but got " + request.getMethod());
    }
    return true;
  }
}
