package dev.manadeck.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private static final int MIB = 1024 * 1024;

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
  void passesABodyOfOneMebibyteOnUnchanged() throws Exception {
    byte[] body = bytes(MIB);

    assertThat(edge.send("POST", "/api/decks", BodyPublishers.ofByteArray(body)).statusCode())
        .isEqualTo(200);
    assertThat(command.onlySeen().body()).isEqualTo(body);
  }

  @Test
  void passesABodyOfUnknownLengthOnUnchanged() throws Exception {
    byte[] body = bytes(MIB);

    edge.send(
        "POST", "/api/decks", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    assertThat(command.onlySeen().body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(ints = {MIB + 1, 4 * MIB})
  void refusesALargerBody(int length) throws Exception {
    HttpResponse<String> response =
        edge.send("POST", "/api/decks", BodyPublishers.ofByteArray(bytes(length)));

    assertIsProblem(response, 413);
    assertThat(command.seen()).isEmpty();
  }

  @Test
  void refusesALargerBodyOfUnknownLength() throws Exception {
    byte[] body = bytes(2 * MIB);

    HttpResponse<String> response =
        edge.send(
            "PUT",
            "/api/decks/1",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    assertIsProblem(response, 413);
    assertThat(command.seen()).isEmpty();
  }

  @Test
  void holdsOnlySoMuchOfBodiesAtATime() {
    BodyMemory memory = new BodyMemory(10 * 1024);

    assertThat(memory.take(6 * 1024)).isTrue();
    assertThat(memory.take(5 * 1024)).isFalse();
    memory.giveBack(6 * 1024);
    assertThat(memory.take(10 * 1024)).isTrue();
  }

  @Test
  void givesTheMemoryOfBodiesBack() throws Exception {
    byte[] most = bytes(MIB);
    byte[] tooLarge = bytes(MIB + 1);
    var roomForOne = new BodyMemory(BodyRoom.OF_UNKNOWN_LENGTH.bytes());
    try (RunningEdge small = RunningEdge.holding(roomForOne, projection.url(), command.url())) {
      for (byte[] body : List.of(tooLarge, most, most, tooLarge, tooLarge)) {
        assertThat(postOfUnknownLength(small, body)).isEqualTo(body.length > MIB ? 413 : 200);
      }
    }
  }

  private static int postOfUnknownLength(RunningEdge edge, byte[] body) throws Exception {
    return edge.send(
            "POST",
            "/api/decks",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/%zz", "/api/decks?q=%zz", "/api/a%2Fb", "/api/..%2Factuator"})
  void refusesMalformedAddresses(String target) throws Exception {
    String answer = edge.raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains(Problem.MEDIA_TYPE, "\"message\":");
  }

  @Test
  void refusesTooLongHeaders() throws Exception {
    String answer =
        edge.raw("GET /api HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431").contains(Problem.MEDIA_TYPE, "\"message\":");
  }

  @Test
  void passesLongHeadersOn() throws Exception {
    String value = "a".repeat(15 * 1024);

    HttpResponse<String> response = edge.post("/api/decks", "{}", "X-Long", value);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(command.onlySeen().header("X-Long")).isEqualTo(value);
  }

  @Test
  @Timeout(10)
  void refusesAnAddressThatIsTooLongOnceItIsEscaped() throws Exception {
    String answer =
        edge.raw(
            "GET /api?q=%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                .formatted("|".repeat(12_000)));

    assertThat(answer).startsWith("HTTP/1.1 431").contains(Problem.MEDIA_TYPE, "\"message\":");
    assertThat(projection.seen()).isEmpty();
  }

  @Test
  void refusesWhatHasNoPath() throws Exception {
    String answer = edge.raw("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains(Problem.MEDIA_TYPE, "\"message\":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /api HTTP/1.1\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        "POST /api HTTP/1.1\r\nHost: x\r\nContent-Length: two\r\n\r\n",
        "POST /api HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void refusesWhatIsNoHttp(String request) throws Exception {
    assertThat(edge.raw(request))
        .startsWith("HTTP/1.1 400")
        .contains(Problem.MEDIA_TYPE, "\"message\":")
        .doesNotContain("/badMessage");
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static void assertIsProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
    assertThat(response.body()).contains("\"status\":" + status, "\"message\":");
  }
}
