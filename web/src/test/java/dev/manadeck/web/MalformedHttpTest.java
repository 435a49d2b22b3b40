package dev.manadeck.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedHttpTest extends HttpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/<me> HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/me|x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/%c0%af HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/a%2fb HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/../../x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET api/me HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/me HTTP/1.1\r\n\r\n",
        "GET /api/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /api/me HTTP/1.1\r\nHost: a b\r\n\r\n",
        "G<T /api/me HTTP/1.1\r\nHost: a\r\n\r\n",
        "BREW /api/me HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /api/decks HTTP/1.1\r\nHost: a\r\nContent-Length: abc\r\n\r\n{}",
        "POST /api/decks HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n{}",
        "POST /api/decks HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      })
  void isAnsweredWithAProblem(String request) throws Exception {
    sendRaw(request).isProblem(400);
  }

  @Test
  void anUnknownHttpVersionIsAnsweredWithAProblem() throws Exception {
    sendRaw("GET /api/me HTTP/9.9\r\nHost: a\r\n\r\n").isProblem(505);
  }

  @Test
  void anUnknownTransferEncodingIsAnsweredWithAProblem() throws Exception {
    sendRaw("POST /api/decks HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: brew\r\n\r\n{}")
        .isProblem(501);
  }

  @Test
  void tooManyHeaderBytesAreAnsweredWithAProblem() throws Exception {
    sendRaw("GET /api/me HTTP/1.1\r\nHost: a\r\nX-Long: %s\r\n\r\n".formatted("x".repeat(20_000)))
        .isProblem(400);
  }

  @Test
  void traceIsAnsweredWithAProblem() throws Exception {
    sendRaw("TRACE /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").isProblem(405);
  }

  @Test
  void malformedChunksAreAnsweredWithAProblem() throws Exception {
    sendRaw(
            authenticated("POST /api/decks", "Transfer-Encoding: chunked")
                + "zz\r\n{}\r\n0\r\n\r\n")
        .isProblem(400);
  }

  @Test
  void controlCharactersInAHeaderAreAnsweredWithAProblem() throws Exception {
    sendRaw(authenticated("GET /api/keyed", "Idempotency-Key: a\u0085b")).isProblem(400);
  }

  @Test
  void unassignedCharactersInAHeaderAreAnsweredWithAProblem() throws Exception {
    sendRaw(authenticated("GET /api/keyed", "Idempotency-Key: a\u0001b")).isProblem(400);
  }

  private static String authenticated(String methodAndPath, String header) {
    return """
        %s HTTP/1.1\r
        Host: a\r
        Connection: close\r
        Content-Type: application/json\r
        Authorization: %s\r
        %s\r
        \r
        """
        .formatted(methodAndPath, TOKENS.bearer("anna"), header);
  }
}
