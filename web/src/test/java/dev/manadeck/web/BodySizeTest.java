package dev.manadeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodySizeTest extends HttpTest {
  private static final int MAX = 1 << 20;

  private static byte[] deckOf(int bytes) {
    String frame = "{\"title\":\"\"}";
    return "{\"title\":\"%s\"}"
        .formatted("x".repeat(bytes - frame.length()))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void upToTheLimitIsRead() throws Exception {
    byte[] largest = deckOf(MAX);

    assertThat(post("/api/decks", "application/json", BodyPublishers.ofByteArray(largest)).status())
        .isEqualTo(200);
    assertThat(chunked(largest).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {MAX + 1, 8 * MAX})
  void aboveTheLimitIsRefused(int bytes) throws Exception {
    post("/api/decks", "application/json", BodyPublishers.ofByteArray(deckOf(bytes)))
        .isProblem(413, "too-large")
        .saying("1048576");
  }

  @ParameterizedTest
  @ValueSource(ints = {MAX + 1, 8 * MAX})
  void aboveTheLimitInChunksIsRefused(int bytes) throws Exception {
    chunked(deckOf(bytes)).isProblem(413, "too-large");
  }

  @Test
  void aFormInChunksDoesNotSlipPast() throws Exception {
    send(asAnna("/api/decks")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(deckOf(2 * MAX)))))
        .isProblem(415, "unsupported-media-type");
  }

  @Test
  void aClientThatAsksFirstIsToldBeforeItSends() throws Exception {
    sendRaw(
            """
            POST /api/decks HTTP/1.1\r
            Host: a\r
            Connection: close\r
            Expect: 100-continue\r
            Content-Type: application/json\r
            Content-Length: 99999999\r
            Authorization: %s\r
            \r
            """
                .formatted(TOKENS.bearer("anna")))
        .isProblem(413);
  }

  @Test
  void aClientThatSendsAllBeforeItReadsIsNotCutOff() throws Exception {
    String head =
        """
        POST /api/decks HTTP/1.1\r
        Host: a\r
        Content-Type: application/json\r
        Content-Length: %d\r
        Authorization: %s\r
        \r
        """
            .formatted(16 * MAX, TOKENS.bearer("anna"));

    sendRaw(head + new String(deckOf(16 * MAX), StandardCharsets.ISO_8859_1)).isProblem(413);
  }

  private Answer chunked(byte[] body) throws Exception {
    return post(
        "/api/decks",
        "application/json",
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
  }
}
