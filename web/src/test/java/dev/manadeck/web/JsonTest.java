package dev.manadeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest extends HttpTest {
  @Test
  void isWrittenAsItWasReadWithNullsForWhatIsAbsent() throws Exception {
    String whole =
        """
        {"title":"a","isPublic":true,"size":1,"ease":2.5,"at":"2026-01-31T09:30:00.123456Z",\
        "id":"018f3c3e-0000-7000-8000-000000000001","deckId":"018f3c3e-0000-7000-8000-000000000002",\
        "metadata":{"b":[1,null,"é😀"],"a":0.1},"cards":[{"title":null,"rating":"again"}]}\
        """;

    assertThat(post("/api/decks", whole).response().body()).isEqualTo(whole);
    assertThat(post("/api/decks", "{}").response().body())
        .isEqualTo(
            """
            {"title":null,"isPublic":null,"size":null,"ease":null,"at":null,"id":null,\
            "deckId":null,"metadata":null,"cards":null}\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:30:00+01:00, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00.5Z, 2026-01-31T09:30:00.500Z",
    "2026-01-31T09:30:00Z, 2026-01-31T09:30:00Z",
  })
  void instantsAreUtcText(String read, String written) throws Exception {
    assertThat(post("/api/decks", "{\"at\":\"%s\"}".formatted(read)).json().path("at").asString())
        .isEqualTo(written);
  }

  @Test
  void aWholeNumberIsANumberToo() throws Exception {
    assertThat(post("/api/decks", "{\"ease\":2}").json().path("ease").asDouble()).isEqualTo(2.0);
  }
}
