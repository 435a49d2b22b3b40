package dev.manadeck.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeProcessTest {
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;

  @Test
  void tellsItsOptions() throws Exception {
    Process edge = start(Map.of(), "--help");

    assertThat(edge.waitFor()).isZero();
    assertThat(output())
        .contains("--port", "--projection-url", "--command-urls", "--jwks-file", "--deadline")
        .contains("MANADECK_EDGE_PORT");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() throws Exception {
    Process edge = start(Map.of("MANADECK_EDGE_DEADLINE", "soon"));

    assertThat(edge.waitFor()).isEqualTo(2);
    assertThat(output()).contains("--deadline", "soon");
  }

  @Test
  void saysThatItsPortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process edge = start(Map.of(), "--port", String.valueOf(taken.getLocalPort()));

      assertThat(edge.waitFor()).isEqualTo(2);
      assertThat(output()).contains("Cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void finishesWhatIsInFlightWhenTerminated() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (FakeBackend backend = FakeBackend.named("backend");
        HttpClient client = HttpClient.newHttpClient()) {
      backend.answering(
          exchange -> {
            arrived.countDown();
            waitFor(mayAnswer);
            FakeBackend.text(exchange, 200, "done");
          });
      int port = freePort();
      Process edge =
          start(
              Map.of(
                  "MANADECK_EDGE_PORT", String.valueOf(port),
                  "MANADECK_EDGE_PROJECTION_URL", backend.url().toString(),
                  "MANADECK_EDGE_COMMAND_URLS", backend.url().toString()));
      await().until(() -> output().contains("listening on http://127.0.0.1:" + port));
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/decks")).build(),
              BodyHandlers.ofString());
      arrived.await();

      edge.destroy();
      mayAnswer.countDown();

      assertThat(answer.get().body()).isEqualTo("done");
      assertThat(edge.waitFor()).isEqualTo(TERMINATED);
      assertThat(output()).contains("stopped");
    }
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EdgeApplication.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.redirectOutput(log().toFile()).start();
  }

  private Path log() {
    return folder.resolve("edge.log");
  }

  private String output() throws IOException {
    return Files.readString(log());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
