package dev.manadeck.command.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets an answer to its last byte, or none: who freezes half way is not waited for either. */
final class TimedClient {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body, Duration patience)
      throws IOException, InterruptedException {
    if (!patience.isPositive()) {
      throw new HttpTimeoutException("No time is left to wait for an answer");
    }
    var response = client.sendAsync(request, body);
    try {
      return awaited(response, patience);
    } finally {
      response.cancel(true);
    }
  }

  private static <T> T awaited(CompletableFuture<T> response, Duration patience)
      throws IOException, InterruptedException {
    try {
      return response.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("No whole answer within %s".formatted(patience));
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }
}
