package dev.manadeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest extends HttpTest {
  @Nested
  class Json {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            {"title": 1}                              | /title          | Expected text, but got 1
            {"title": true}                           | /title          | Expected text, but got true
            {"title": 1.5}                            | /title          | Expected text, but got 1.5
            {"title": {}}                             | /title          | Expected text, but got an object
            {"title": []}                             | /title          | Expected text, but got an array
            {"isPublic": "true"}                      | /isPublic       | Expected true or false
            {"isPublic": 1}                           | /isPublic       | Expected true or false, but got 1
            {"size": "1"}                             | /size           | Expected a whole number
            {"size": ""}                              | /size           | Expected a whole number
            {"size": 1.5}                             | /size           | Expected a whole number, but got 1.5
            {"size": 1.0}                             | /size           | Expected a whole number, but got 1.0
            {"size": true}                            | /size           | Expected a whole number
            {"size": 2147483648}                      | /size           | The number is out of range
            {"ease": "2.5"}                           | /ease           | Expected a number
            {"ease": "NaN"}                           | /ease           | Expected a number
            {"ease": 1e999}                           | /ease           | The number is out of range
            {"title": "a\\u0000b"}                    | /title          | Expected text without U+0000
            {"title": "a\\ud800b"}                    | /title          | Expected text without U+0000
            {"metadata": {"a": ["b\\u0000"]}}         | /metadata/a/0   | Expected text without U+0000
            {"metadata": [1, -1e999]}                 | /metadata/1     | The number is out of range
            {"at": "yesterday"}                       | /at             | Expected an instant such as 2026-01-31T09:30:00Z, but got "yesterday"
            {"at": ""}                                | /at             | Expected an instant
            {"at": 1700000000}                        | /at             | Expected an instant
            {"at": "2026-01-31"}                      | /at             | Expected an instant
            {"id": "1-1-1-1-1"}                       | /id             | Expected a UUID, but got "1-1-1-1-1"
            {"id": ""}                                | /id             | Expected a UUID
            {"deckId": "x"}                           | /deckId         | Expected a UUID, but got "x"
            {"deckId": 7}                             | /deckId         | Expected a UUID
            {"cards": {}}                             | /cards          | Expected an array, but got an object
            {"cards": [{}, {"title": 1}]}             | /cards/1/title  | Expected text, but got 1
            {"cards": [{}, 1]}                        | /cards/1        | Expected an object, but got a number
            {"cards": [{"rating": "hard"}]}           | /cards/0/rating | Expected one of again, good, but got "hard"
            {"cards": [{"rating": "GOOD"}]}           | /cards/0/rating | Expected one of again, good
            {"cards": [{"rating": ""}]}               | /cards/0/rating | Expected one of again, good
            {"cards": [{"rating": 0}]}                | /cards/0/rating | Expected one of again, good
            {"cards": [{"titel": "x"}]}               | /cards/0/titel  | Unknown field; the known ones are: rating, title
            {"a/b~c": 1}                              | /a~1b~0c        | Unknown field
            {"title": "a", "title": "b"}              | /title          | A name is used twice in one object
            {"metadata": {"a": {"b": 1, "b": 2}}}     | /metadata/a/b   | A name is used twice in one object
            """)
    void isRefusedWithItsPlace(String body, String pointer, String detail) throws Exception {
      post("/api/decks", body).isProblem(400, "bad-request").at(pointer).saying(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "1", "\"text\"", "true"})
    void ofAnotherShapeIsRefused(String body) throws Exception {
      post("/api/decks", body).isProblem(400, "bad-request").saying("Expected an object");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"{", "{\"title\":", "{\"title\":\"a\"", "{title:1}", "{\"a\":NaN}", "x"})
    void thatIsMalformedIsRefused(String body) throws Exception {
      post("/api/decks", body).isProblem(400, "bad-request").saying("Malformed JSON, at line 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}]", "{}x"})
    void withMoreBehindItIsRefused(String body) throws Exception {
      post("/api/decks", body).isProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void thatIsMissingIsRefused(String body) throws Exception {
      post("/api/decks", body).isProblem(400, "bad-request").saying("there is none");
    }

    @Test
    void withANameThatCannotBeStoredIsRefused() throws Exception {
      post("/api/decks", "{\"metadata\": [{\"\\u0000\": 1}]}")
          .isProblem(400, "bad-request")
          .at("/metadata/0/\u0000")
          .saying("Expected text without U+0000");
    }

    @Test
    void ofNothingButSpaceIsRefused() throws Exception {
      post("/api/decks", "  ").isProblem(400, "bad-request").saying("but got nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"featured\": null}"})
    void withoutANeededScalarIsRefused(String body) throws Exception {
      send(asAnna("/api/featured")
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString(body)))
          .isProblem(400, "bad-request")
          .at("/featured")
          .saying("Expected true or false, but");
    }

    @Test
    void thatIsTooDeepIsRefused() throws Exception {
      String deep = "{\"metadata\":" + "[".repeat(200) + "]".repeat(200) + "}";
      post("/api/decks", deep).isProblem(400, "bad-request").saying("the depth");
    }

    @Test
    void withATooLongNumberIsRefused() throws Exception {
      post("/api/decks", "{\"size\": %s}".formatted("1".repeat(500)))
          .isProblem(400, "bad-request")
          .saying("too long");
    }

    @Test
    void withATooLongNameIsRefused() throws Exception {
      post("/api/decks", "{\"%s\": 1}".formatted("n".repeat(20_000)))
          .isProblem(400, "bad-request")
          .saying("too long");
    }

    @Test
    void thatIsNotUtf8IsRefused() throws Exception {
      byte[] latin = "{\"title\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
      post("/api/decks", "application/json", BodyPublishers.ofByteArray(latin))
          .isProblem(400, "bad-request");
    }

    @Test
    void thatBreaksADeclaredRuleIsRefusedWithItsPlace() throws Exception {
      post("/api/checked", "{\"cards\": [{}, {\"title\": \"longer than ten\"}]}")
          .isProblem(400, "bad-request")
          .at("/cards/1/title");
    }
  }

  @Nested
  class MediaTypes {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "text/plain",
          "application/xml",
          "nonsense",
          "*/*",
          "application/*",
          "application/json;charset=no-such",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data;boundary=x"
        })
    void otherThanJsonAreRefused(String contentType) throws Exception {
      post("/api/decks", contentType, BodyPublishers.ofString("{}"))
          .isProblem(415, "unsupported-media-type");
    }

    @Test
    void missingIsRefused() throws Exception {
      send(asAnna("/api/decks").POST(BodyPublishers.ofString("{}")))
          .isProblem(415, "unsupported-media-type");
    }

    @Test
    void packedBodiesAreRefused() throws Exception {
      send(asAnna("/api/decks")
              .header("Content-Type", "application/json")
              .header("Content-Encoding", "gzip")
              .POST(BodyPublishers.ofString("{}")))
          .isProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "nonsense"})
    void otherAnswersThanJsonCannotBeHad(String accept) throws Exception {
      send(asAnna("/api/me").header("Accept", accept)).isProblem(406, "not-acceptable");
    }

    @Test
    void problemsAreAnsweredWhateverIsAccepted() throws Exception {
      send(asAnna("/api/refused").header("Accept", "image/png")).isProblem(422, "deck-is-full");
    }
  }

  @Nested
  class Paths {
    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/nothing", "/", "/error", "/api/decks/", "/webjars/x"})
    void thatAreUnknownAreNotFound(String path) throws Exception {
      get(path).isProblem(404, "not-found");
    }

    @Test
    void thatAreUnknownAreNotFoundForWritesEither() throws Exception {
      post("/api/nothing", "{}").isProblem(404, "not-found");
    }

    @Test
    void withAnotherMethodNameTheAllowedOnes() throws Exception {
      var answer = send(asAnna("/api/decks").DELETE()).isProblem(405, "method-not-allowed");
      assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "not-a-uuid", "1-1-1-1-1", "%20", "%E2%82%AC"})
    void withAnIdThatCannotExistAreRefused(String id) throws Exception {
      get("/api/decks/" + id).isProblem(400, "bad-request").saying("Expected a UUID as deckId");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"/api/decks;x=1", "/api//decks", "/api/%2e%2e/x", "/api/a%25b", "/api/%00"})
    void withTricksAreRefused(String path) throws Exception {
      get(path).isProblem(400, "bad-request");
    }
  }

  @Nested
  class ParametersAndHeaders {
    @ParameterizedTest
    @ValueSource(strings = {"", "?page=", "?page=x", "?page=1.5", "?page=99999999999", "?page=101"})
    void thatDoNotFitAreRefused(String query) throws Exception {
      send(asAnna("/api/pages" + query)).isProblem(400, "bad-request").saying("page");
    }

    @Test
    void thatCannotBeDecodedAreRefused() throws Exception {
      get("/api/pages?page=%FF").isProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00b", "a&text=%00"})
    void thatNoTableHoldsAreRefused(String value) throws Exception {
      get("/api/found?text=" + value)
          .isProblem(400, "bad-request")
          .saying("Expected text without U+0000 as text");
    }

    @Test
    void thatAreMissingAreRefused() throws Exception {
      get("/api/keyed").isProblem(400, "bad-request").saying("Idempotency-Key");
    }
  }
}
