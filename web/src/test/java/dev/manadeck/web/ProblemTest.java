package dev.manadeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProblemTest extends HttpTest {
  @Test
  void aRefusalCarriesWhatTheServiceGaveIt() throws Exception {
    Answer answer =
        get("/api/refused").isProblem(422, "deck-is-full").at("/cards").saying("No room for more");

    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.json().path("title").asString()).isEqualTo("The deck is full");
    assertThat(answer.json().propertyNames())
        .containsExactly("type", "title", "status", "detail", "instance", "message", "errors");
  }

  @Test
  void aProblemWithoutFieldsHasNoErrors() throws Exception {
    assertThat(get("/api/nothing").json().has("errors")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/broken", "/api/overflow"})
  void aBugIsLoggedOnceAndNotToldToTheClient(String path, CapturedOutput log) throws Exception {
    Answer answer = get(path).isProblem(500, "internal-error");

    assertThat(answer.response().body()).doesNotContain("hunter2");
    String detail = answer.json().path("detail").asString();
    String report = detail.substring(detail.lastIndexOf(' ') + 1);
    List<String> lines = log.getAll().lines().filter(line -> line.contains(" ERROR ")).toList();
    assertThat(lines).singleElement().asString().contains(report, "GET " + path);
  }

  @Test
  void badInputIsNotLogged(CapturedOutput log) throws Exception {
    int start = log.length();
    post("/api/decks", "{").isProblem(400, "bad-request");
    get("/api/nothing").isProblem(404, "not-found");
    send(request("/api/me")).isProblem(401, "unauthenticated");

    assertThat(log.getAll().substring(start)).doesNotContain("WARN", "ERROR", "Exception");
  }

  @Test
  void aStatusSentByOthersBecomesAProblemWithoutTheirReason() throws Exception {
    Answer answer = get("/api/sent").isProblem(418, "http-418");

    assertThat(answer.response().body()).doesNotContain("internal reason");
  }

  @Test
  void headGetsNoBody() throws Exception {
    Answer answer = send(asAnna("/api/nothing").HEAD());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.response().body()).isEmpty();
  }
}
