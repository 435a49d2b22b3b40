package dev.manadeck.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.edge.FakeBackend.Seen;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private final FakeBackend projection = FakeBackend.named("projection");
  private final FakeBackend command = FakeBackend.named("command");
  private RunningEdge edge;

  @BeforeEach
  void start() throws Exception {
    edge = RunningEdge.before(projection.url(), command.url());
  }

  @AfterEach
  void stop() {
    edge.close();
    projection.close();
    command.close();
  }

  @Test
  void addsAnIdempotencyKeyToAWriteThatHasNone() throws Exception {
    edge.post("/api/decks", "{}");
    edge.post("/api/decks", "{}");

    UUID first = UUID.fromString(command.seen().get(0).header(Exchange.IDEMPOTENCY_KEY));
    UUID second = UUID.fromString(command.seen().get(1).header(Exchange.IDEMPOTENCY_KEY));
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void keepsTheClientsIdempotencyKey() throws Exception {
    edge.post("/api/decks", "{}", Exchange.IDEMPOTENCY_KEY, "mine");

    assertThat(command.onlySeen().headers().get(Exchange.IDEMPOTENCY_KEY)).containsExactly("mine");
  }

  @Test
  void addsNoIdempotencyKeyToReadsAndOperations() throws Exception {
    edge.get("/api/decks");
    edge.send("HEAD", "/api/decks", BodyPublishers.noBody());
    edge.post("/api/ops/parked/retry", "");

    assertThat(projection.seen())
        .hasSize(3)
        .allSatisfy(seen -> assertThat(seen.header(Exchange.IDEMPOTENCY_KEY)).isNull());
  }

  @Test
  void passesTheHeadersOfClientsOn() throws Exception {
    edge.post(
        "/api/decks",
        "{}",
        "Authorization",
        "Bearer abc",
        "X-Request-Id",
        "r1",
        "traceparent",
        "00-1-2-01",
        "If-Match",
        "\"3\"",
        "Content-Type",
        "application/json");

    Seen seen = command.onlySeen();
    assertThat(seen.header("Authorization")).isEqualTo("Bearer abc");
    assertThat(seen.header("X-Request-Id")).isEqualTo("r1");
    assertThat(seen.header("traceparent")).isEqualTo("00-1-2-01");
    assertThat(seen.header("If-Match")).isEqualTo("\"3\"");
    assertThat(seen.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void inventsNoContentType() throws Exception {
    edge.post("/api/decks", "{}");

    assertThat(command.onlySeen().header("Content-Type")).isNull();
  }

  @Test
  void dropsTheHeadersOfTheClientsConnection() throws Exception {
    edge.raw(
        """
        GET /api/decks HTTP/1.1\r
        Host: manadeck.test\r
        Connection: close, X-Hop\r
        X-Hop: secret\r
        Keep-Alive: timeout=5\r
        TE: trailers\r
        Proxy-Authorization: Basic abc\r
        \r
        """);

    assertThat(projection.onlySeen().headers())
        .doesNotContainKeys("X-hop", "Keep-alive", "Te", "Proxy-authorization");
  }

  @Test
  void dropsWhatOnlyCommandNodesTellEachOther() throws Exception {
    edge.post("/api/decks", "{}", "Manadeck-Forwarded-By", "a client");

    assertThat(command.onlySeen().header("Manadeck-Forwarded-By")).isNull();
  }

  @Test
  void tellsWhoAskedAndHow() throws Exception {
    edge.raw(
        """
        GET /api/decks HTTP/1.1\r
        Host: manadeck.test\r
        X-Forwarded-For: 203.0.113.7\r
        X-Forwarded-Proto: https\r
        Connection: close\r
        \r
        """);

    Seen seen = projection.onlySeen();
    assertThat(seen.header("X-Forwarded-For")).isEqualTo("203.0.113.7, 127.0.0.1");
    assertThat(seen.header("X-Forwarded-Proto")).isEqualTo("https");
    assertThat(seen.header("X-Forwarded-Host")).isEqualTo("manadeck.test");
    assertThat(seen.header("Forwarded")).contains("for=", "127.0.0.1", "manadeck.test");
    assertThat(seen.header("Via")).isEqualTo("1.1 manadeck-edge");
  }
}
