package dev.manadeck.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The public keys by which the services check tokens; read anew each time, since keys change. */
final class JwksPage extends OwnPage {
  private final @Nullable Path file;

  JwksPage(@Nullable Path file) {
    super(InvocationType.BLOCKING);
    this.file = file;
  }

  @Override
  void read(Request request, Response response, Callback callback) throws IOException {
    if (file == null) {
      notHere(request, response, callback);
      return;
    }
    try {
      ByteBuffer keys = ByteBuffer.wrap(Files.readAllBytes(file));
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, Json.MEDIA_TYPE);
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "max-age=60");
      response.write(true, keys, callback);
    } catch (NoSuchFileException e) {
      notHere(request, response, callback);
    }
  }

  private static void notHere(Request request, Response response, Callback callback) {
    Problem.of(HttpStatus.NOT_FOUND_404, "This edge has no key set to serve")
        .write(request, response, callback);
  }
}
