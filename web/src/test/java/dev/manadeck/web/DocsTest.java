package dev.manadeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsTest extends HttpTest {
  @Test
  void theDescriptionIsWhatTheServiceShips() throws Exception {
    Answer answer = send(request("/openapi.json").header("Accept", "text/html,*/*;q=0.1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.json().path("openapi").asString()).startsWith("3.1");
  }

  @ParameterizedTest
  @CsvSource({
    "/docs/index.html, text/html",
    "/docs/try.js, text/javascript",
    "/docs/swagger-ui-bundle.js, text/javascript",
    "/docs/swagger-ui.css, text/css",
    "/docs/favicon-32x32.png, image/png",
  })
  void thePageAndItsPartsAreServed(String path, String type) throws Exception {
    Answer answer = send(request(path));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/"})
  void thePageIsFound(String path) throws Exception {
    Answer answer = send(request(path));

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/docs/index.html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/nothing.js",
        "/docs/DocsConfiguration.class",
        "/docs/../DocsConfiguration.class",
        "/docs/..%2fx"
      })
  void nothingElseIsServed(String path) throws Exception {
    assertThat(send(request(path)).status()).isIn(400, 404);
  }
}
