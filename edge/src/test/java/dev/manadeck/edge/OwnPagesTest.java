package dev.manadeck.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPagesTest {
  @TempDir private Path folder;
  private final FakeBackend projection = FakeBackend.named("projection");
  private final FakeBackend command = FakeBackend.named("command");
  private Path jwksFile;
  private RunningEdge edge;

  @BeforeEach
  void start() throws Exception {
    jwksFile = folder.resolve("jwks.json");
    edge = RunningEdge.with(Duration.ofSeconds(30), jwksFile, projection.url(), command.url());
  }

  @AfterEach
  void stop() {
    edge.close();
    projection.close();
    command.close();
  }

  @Test
  void servesTheKeySetAsItIsNow() throws Exception {
    assertThat(edge.get("/.well-known/jwks.json").statusCode()).isEqualTo(404);

    Files.writeString(jwksFile, "{\"keys\":[]}");

    HttpResponse<String> response = edge.get("/.well-known/jwks.json");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body()).isEqualTo("{\"keys\":[]}");
  }

  @Test
  void isUpWhileBothKindsOfServiceAreReady() throws Exception {
    await().until(() -> edge.get("/actuator/health").statusCode() == 200);
    assertThat(edge.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(edge.get("/actuator/health").body()).contains("\"status\":\"UP\"");

    command.notReady();

    await().until(() -> edge.get("/actuator/health").statusCode() == 503);
    assertThat(edge.get("/actuator/health").body())
        .contains("\"commandNodes\":{\"status\":\"DOWN\",\"ready\":0,\"of\":1}")
        .contains("\"projectionService\":{\"status\":\"UP\",\"ready\":1,\"of\":1}");
    assertThat(edge.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
  }

  @Test
  void namesItsPagesAtTheBareAddress() throws Exception {
    HttpResponse<String> response = edge.get("/");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("/api/decks", "/actuator/health", "/command/openapi.json");
  }

  @Test
  void letsItsPagesOnlyBeRead() throws Exception {
    HttpResponse<String> response = edge.post("/", "");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
  }
}
