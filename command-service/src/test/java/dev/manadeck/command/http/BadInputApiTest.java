package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OneNode.class)
class BadInputApiTest {
  private static final int MEBIBYTE = 1 << 20;

  private final RunningNode node;
  private final Client anna;

  BadInputApiTest(RunningNode node) {
    this.node = node;
    anna = node.as(OneNode.newUser());
  }

  @Nested
  class Problems {
    @Test
    void haveAllTheirFields() {
      var path = "/api/decks/" + UUID.randomUUID();
      var reply = anna.patch(path, "{\"title\": \"A\"}");

      assertThat(reply.header("content-type")).startsWith("application/problem+json");
      assertThat(reply.text("type")).isEqualTo("urn:manadeck:problem:not-found");
      assertThat(reply.number("status")).isEqualTo(404);
      assertThat(reply.text("title")).isNotBlank();
      assertThat(reply.text("detail")).startsWith("Expected");
      assertThat(reply.text("message")).isEqualTo(reply.text("detail"));
      assertThat(reply.text("instance")).isEqualTo(path);
    }

    @Test
    void nameEveryFieldThatIsWrong() {
      var reply =
          anna.post(
              "/api/decks",
              """
              {"tags": [1], "isPublic": "yes", "settings": {"scheduler": "magic", "x": 1},
               "col/our": "red", "cards": [{"cardType": "text"}], "metadata": []}
              """);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.pointers())
          .containsExactlyInAnyOrder(
              "/title",
              "/tags/0",
              "/isPublic",
              "/settings/scheduler",
              "/settings/x",
              "/col~1our",
              "/cards/0/content",
              "/metadata");
    }

    @Test
    void nameSoManyPlacesAndNoMore() {
      var reply =
          anna.post(
              "/api/decks",
              IntStream.range(0, 1_000)
                  .mapToObj("\"x%d\": 1"::formatted)
                  .collect(Collectors.joining(",", "{\"title\": \"A\",", "}")));

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.pointers()).hasSize(101).startsWith("/x0", "/x1").endsWith("/x99", "");
      assertThat(reply.body().at("/errors/100/detail").asString())
          .isEqualTo("More is wrong than the 100 places that are named");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "null",
        "1",
        "\"title\"",
        "{\"title\": \"A\"} {}",
        "{\"title\": \"A\", \"title\": \"B\"}",
        "{'title': 'A'}",
        "{\"title\": NaN}",
        "{\"title\": \"\\u0000\"}",
        "{\"title\": \"\\ud800\"}",
        "{\"title\": \"A\", \"metadata\": {\"a\\u0000\": 1}}",
        "{\"title\": \"A\", \"metadata\": {\"a\": 1e999}}",
        "\uFEFF{\"title\": \"A\"",
      })
  void whatIsNoDeckIsABadRequest(String body) {
    assertThat(anna.post("/api/decks", body).status()).isEqualTo(400);
  }

  @Test
  void whatIsTooDeepIsABadRequest() {
    var deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);

    assertThat(
            anna.post("/api/decks", "{\"title\": \"A\", \"metadata\": %s}".formatted(deep))
                .status())
        .isEqualTo(400);
  }

  @Test
  void asDeepAsIsAllowedComesBackFromTheLog() {
    var deck = anna.deck();
    var key = UUID.randomUUID().toString();
    var deep = "{\"a\":".repeat(96) + "1" + "}".repeat(96);
    var card =
        "{\"cards\": [{\"cardType\": \"text\", \"content\": {\"text\": \"a\", \"more\": %s}}]}"
            .formatted(deep);

    var first = anna.post(deck + "/cards", card, "Idempotency-Key", key);
    var again = anna.post(deck + "/cards", card, "Idempotency-Key", key);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.asTold()).isEqualTo(first.asTold());
  }

  @ParameterizedTest
  @CsvSource({
    "title, 200",
    "description, 5000",
    "coverImageUrl, 2048",
  })
  void textIsBounded(String field, int longest) {
    var prefix = field.equals("coverImageUrl") ? "https://a.b/" : "";
    var deck = anna.deck();

    assertThat(anna.patch(deck, body(field, prefix, longest)).status()).isEqualTo(200);
    var reply = anna.patch(deck, body(field, prefix, longest + 1));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.pointers()).containsExactly("/" + field);
  }

  private static String body(String field, String prefix, int length) {
    return "{\"%s\": \"%s\"}".formatted(field, prefix + "x".repeat(length - prefix.length()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"title": null}                                         | /title
          {"title": "  "}                                         | /title
          {"coverImageUrl": "javascript:alert(1)"}                | /coverImageUrl
          {"coverImageUrl": "not a url"}                          | /coverImageUrl
          {"coverImageUrl": "https:///x"}                         | /coverImageUrl
          {"isPublic": 1}                                         | /isPublic
          {"tags": "a"}                                           | /tags
          {"tags": [null]}                                        | /tags/0
          {"settings": []}                                        | /settings
          {"settings": {"desiredRetention": 0.69}}                | /settings/desiredRetention
          {"settings": {"desiredRetention": 1}}                   | /settings/desiredRetention
          {"settings": {"desiredRetention": "0.9"}}               | /settings/desiredRetention
          {"settings": {"maximumIntervalDays": 0}}                | /settings/maximumIntervalDays
          {"settings": {"maximumIntervalDays": 36501}}            | /settings/maximumIntervalDays
          {"settings": {"maximumIntervalDays": 99999999999999}}   | /settings/maximumIntervalDays
          {"settings": {"fsrsWeights": [1, 2, 3]}}                | /settings/fsrsWeights
          {"settings": {"learningSteps": ["soon"]}}               | /settings/learningSteps/0
          {"settings": {"relearningSteps": ["1m", 5]}}            | /settings/relearningSteps/1
          {"settings": {"fuzz": "no"}}                            | /settings/fuzz
          """)
  void aFieldThatIsWrongIsNamed(String body, String pointer) {
    var reply = anna.patch(anna.deck(), body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.pointers()).containsExactly(pointer);
  }

  @Nested
  class Size {
    @Test
    void ofARequestIsAMebibyte() {
      var padding = " ".repeat(MEBIBYTE);

      assertThat(anna.post("/api/decks", "{\"title\": \"A\"}" + padding).status()).isEqualTo(413);
      assertThat(anna.post("/api/decks", "{\"title\": \"A\"}" + padding.substring(100)).status())
          .isEqualTo(201);
    }

    @Test
    void ofARequestOfUnknownLengthIsAMebibyte() {
      var bytes = ("{\"title\": \"A\"}" + " ".repeat(MEBIBYTE)).getBytes(StandardCharsets.UTF_8);

      assertThat(
              send(
                      "POST",
                      "/api/decks",
                      BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                      "application/json")
                  .status())
          .isEqualTo(413);
    }

    @Test
    void ofACardsContentIs64KiB() {
      var deck = anna.deck();
      var frame = "{\"text\":\"\"}".length();

      assertThat(add(deck, 64 * 1024 - frame).status()).isEqualTo(201);
      var reply = add(deck, 64 * 1024 - frame + 1);
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.pointers()).containsExactly("/content");
    }

    private Reply add(String deck, int length) {
      return anna.post(
          deck + "/cards",
          "{\"cardType\": \"text\", \"content\": {\"text\": \"%s\"}}"
              .formatted("x".repeat(length)));
    }

    @Test
    void isThatOfTheBytes() {
      var reply =
          anna.post(
              anna.deck() + "/cards",
              "{\"cardType\": \"text\", \"content\": {\"text\": \"%s\"}}"
                  .formatted("ä".repeat(40_000)));

      assertThat(reply.status()).isEqualTo(413);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
  void otherMediaTypesAreNotSupported(String mediaType) {
    assertThat(
            send("POST", "/api/decks", BodyPublishers.ofString("{\"title\": \"A\"}"), mediaType)
                .status())
        .isEqualTo(415);
  }

  @Test
  void longHeadersAreNoBadInput() {
    assertThat(
            node.exchange(
                    "POST",
                    "/api/decks",
                    BodyPublishers.ofString("{\"title\": \"A\"}"),
                    "Authorization",
                    anna.authorization(),
                    "Content-Type",
                    "application/json",
                    "X-Long",
                    "a".repeat(20 * 1024))
                .status())
        .isEqualTo(201);
  }

  @Test
  void jsonOfAnotherNameIsSupported() {
    assertThat(
            send(
                    "PATCH",
                    anna.deck(),
                    BodyPublishers.ofString("{\"title\": \"A\"}"),
                    "application/merge-patch+json; charset=utf-8")
                .status())
        .isEqualTo(200);
  }

  private Reply send(String method, String path, BodyPublisher body, String mediaType) {
    return node.exchange(
        method, path, body, "Authorization", anna.authorization(), "Content-Type", mediaType);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /api/decks",
    "POST, /api/me/profile",
    "PATCH, /api/me/profile",
    "PATCH, /api/decks/{id}/cards/order",
    "POST, /api/decks/{id}/featured",
    "PUT, /api/decks/{id}/reviews",
    "PUT, /api/decks/{id}/sessions"
  })
  void otherMethodsAreNotAllowed(String method, String path) {
    var reply = anna.send(method, path.replace("{id}", UUID.randomUUID().toString()), "{}");

    assertThat(reply.status()).isIn(400, 405);
    assertThat(reply.header("content-type")).startsWith("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/decks/x",
        "/api/decks/0197a000-0000-7000-8000-00000000000g",
        "/api/decks/%20",
        "/api/decks/1-1-1-1-1",
        "/api/decks/0197a000-0000-7000-8000-000000000001/cards/x",
        "/api/decks/0197a000-0000-7000-8000-000000000001/cards/1-1-1-1-1",
      })
  void idsThatAreNoneAreBadRequests(String path) {
    var reply = anna.patch(path, "{}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("detail")).contains("a UUID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessions/1-1-1-1-1/complete", "cards/1-1-1-1-1/reviews"})
  void idsOfWhatIsStudiedThatAreNoneAreBadRequests(String path) {
    assertThat(anna.post("/api/decks/%s/%s".formatted(UUID.randomUUID(), path), "{}").status())
        .isEqualTo(400);
  }

  @Test
  void anIdOfAReviewThatIsNoneIsABadRequest() {
    var path = "/api/decks/%s/reviews/1-1-1-1-1".formatted(UUID.randomUUID());

    assertThat(anna.send("DELETE", path, null).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/nothing", "/api/decks/", "/api/decks/x/y/z"})
  void pathsThatAreNoneAreNotFound(String path) {
    assertThat(anna.post(path, "{}").status()).isEqualTo(404);
  }

  @Nested
  class Headers {
    @Test
    void anIdempotencyKeyIsUpTo128CharactersOfAscii() {
      assertThat(create("Idempotency-Key", "k".repeat(128)).status()).isEqualTo(201);
      assertThat(create("Idempotency-Key", "k".repeat(129)).status()).isEqualTo(400);
      assertThat(create("Idempotency-Key", "").status()).isEqualTo(400);
      assertThat(create("Idempotency-Key", " ~!\"{}").status()).isEqualTo(201);
    }

    /** Java's own client would send a question mark. */
    @Test
    void anIdempotencyKeyOfOtherCharactersIsABadRequest() throws IOException {
      try (var socket = new Socket(node.url().getHost(), node.url().getPort())) {
        var request =
            """
            POST /api/decks HTTP/1.1
            Host: localhost
            Authorization: %s
            Idempotency-Key: schlüssel
            Content-Type: application/json
            Content-Length: 14
            Connection: close

            {"title": "A"}"""
                .formatted(anna.authorization())
                .replace("\n", "\r\n");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        var answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(answer).startsWith("HTTP/1.1 400 ");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "W/\"1\"", "\"one\"", "\"-1\"", "\"1\", \"2\"", "\"\"", ""})
    void anIfMatchIsAVersionInQuotes(String value) {
      assertThat(anna.patch(anna.deck(), "{}", "If-Match", value).status()).isEqualTo(400);
    }

    @Test
    void aTraceparentThatIsNoneIsPassedOver() {
      assertThat(create("traceparent", "00-nonsense").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/png;q=0.5", "nonsense"})
    void whateverIsAcceptedTheAnswerIsJsonOrNothingHappens(String accepted) {
      var id = UUID.randomUUID();
      var reply =
          anna.post(
              "/api/decks", "{\"title\": \"A\", \"id\": \"%s\"}".formatted(id), "Accept", accepted);

      assertThat(anna.patch("/api/decks/" + id, "{}").status())
          .isEqualTo(reply.status() == 201 ? 200 : 404);
    }

    private Reply create(String... headers) {
      return anna.post("/api/decks", "{\"title\": \"A\"}", headers);
    }
  }
}
