package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OneNode.class)
class StudyApiTest {
  private final Client anna;

  StudyApiTest(RunningNode node) {
    anna = node.as(OneNode.newUser());
  }

  @Nested
  class Sessions {
    @Test
    void goFromTheirStartOverReviewsToTheirEnd() {
      var deck = anna.deck();
      var cards = anna.cards(deck, 2);

      var started =
          anna.post(
              deck + "/sessions",
              "{\"mode\": \"all\", \"timeZone\": \"Europe/Berlin\", \"dayStartHour\": 0}");
      assertThat(started.status()).isEqualTo(201);
      assertThat(started.header("location")).isEqualTo(deck + "/sessions/" + started.id());
      assertThat(started.header("etag")).isEqualTo("\"1\"");
      assertThat(started.header("consistency-token")).startsWith("sessions.");
      assertThat(started.text("mode")).isEqualTo("all");
      assertThat(started.number("totalCards")).isEqualTo(2);
      assertThat(started.body().get("completedAt").isNull()).isTrue();

      var inSession = ", \"sessionId\": \"%s\"".formatted(started.id());
      var review = anna.review(deck, cards[0], "\"rating\": \"again\"" + inSession);
      anna.review(deck, cards[0], "\"rating\": \"good\"" + inSession);
      anna.review(deck, cards[1], "\"rating\": \"easy\"" + inSession);
      assertThat(review.get("timeZone").asString()).isEqualTo("Europe/Berlin");
      assertThat(review.get("dayStartHour").asInt()).isZero();

      var completed = complete(deck, started.id(), "{\"timeSpentSeconds\": 42}");
      assertThat(completed.status()).isEqualTo(200);
      assertThat(completed.header("etag")).isEqualTo("\"2\"");
      assertThat(completed.number("completedCards")).isEqualTo(2);
      assertThat(completed.number("correctCards")).isEqualTo(2);
      assertThat(completed.number("timeSpentSeconds")).isEqualTo(42);
      assertThat(completed.text("startedAt")).isEqualTo(started.text("startedAt"));

      var again = complete(deck, started.id(), "{\"timeSpentSeconds\": 43}");
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.body()).isEqualTo(completed.body());
      assertThat(again.header("etag")).isEqualTo("\"2\"");

      assertThat(
              anna.post(
                      "%s/cards/%s/reviews".formatted(deck, cards[0]),
                      "{\"rating\": \"good\"%s}".formatted(inSession))
                  .status())
          .isEqualTo(409);
    }

    @Test
    void endWithoutABody() {
      var deck = anna.deck();
      anna.card(deck);

      var completed = complete(deck, anna.session(deck), null);

      assertThat(completed.status()).isEqualTo(200);
      assertThat(completed.number("completedCards")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "review", "favorites"})
    void wantCardsInSomeModes(String mode) {
      var deck = anna.deck();
      var card = anna.card(deck);

      assertThat(anna.post(deck + "/sessions", "{\"mode\": \"%s\"}".formatted(mode)).status())
          .isEqualTo(422);
      var started =
          anna.post(
              deck + "/sessions",
              "{\"mode\": \"%s\", \"cardIds\": [\"%s\"]}".formatted(mode, card));
      assertThat(started.status()).isEqualTo(201);
      assertThat(started.text("mode")).isEqualTo(mode);
      assertThat(started.number("totalCards")).isEqualTo(1);
    }

    @Test
    void wantCardsOfTheDeck() {
      var deck = anna.deck();
      anna.card(deck);

      assertThat(
              anna.post(
                      deck + "/sessions",
                      "{\"mode\": \"all\", \"cardIds\": [\"%s\"]}".formatted(UUID.randomUUID()))
                  .status())
          .isEqualTo(422);
      assertThat(anna.post(deck + "/sessions", "{\"mode\": \"all\", \"cardIds\": []}").status())
          .isEqualTo(422);
      assertThat(anna.post(anna.deck() + "/sessions", "{\"mode\": \"all\"}").status())
          .isEqualTo(422);
    }

    @Test
    void areTheLearnersOwn() {
      var deck = anna.publicDeck();
      anna.card(deck);
      var stranger = anna.node().as(OneNode.newUser());
      var session = stranger.session(deck);

      assertThat(complete(deck, session, null).status()).isEqualTo(404);
      anna.delete(deck);
      assertThat(stranger.post("%s/sessions/%s/complete".formatted(deck, session), null).status())
          .as("even though the deck is gone")
          .isEqualTo(200);
    }

    private Reply complete(String deck, String session, String body) {
      return anna.post("%s/sessions/%s/complete".formatted(deck, session), body);
    }
  }

  @Nested
  class Reviews {
    @Test
    void answerAllThatWasRecorded() {
      var deck = anna.deck();
      var card = anna.card(deck);
      var id = UUID.randomUUID();

      var reply =
          anna.post(
              "%s/cards/%s/reviews".formatted(deck, card),
              """
              {"rating": "hard", "reviewedAt": "2026-03-01T03:59:59.123456789+01:00",
               "timeTakenMs": 2400, "timeZone": "Europe/Berlin", "dayStartHour": 4,
               "reviewId": "%s"}
              """
                  .formatted(id));

      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.header("location")).isEqualTo("%s/cards/%s/reviews".formatted(deck, card));
      assertThat(reply.header("consistency-token")).startsWith("reviews.");
      assertThat(reply.id()).isEqualTo(id.toString());
      assertThat(reply.text("cardId")).isEqualTo(card);
      assertThat(reply.text("rating")).isEqualTo("hard");
      assertThat(reply.text("reviewedAt")).isEqualTo("2026-03-01T02:59:59.123456Z");
      assertThat(reply.text("studyDay")).isEqualTo("2026-02-28");
      assertThat(reply.number("timeTakenMs")).isEqualTo(2_400);
    }

    @ParameterizedTest
    @CsvSource({"0, again", "1, again", "2, again", "3, hard", "4, good", "5, easy"})
    void takeAQualityInPlaceOfARating(int quality, String rating) {
      var deck = anna.deck();

      var review = anna.review(deck, anna.card(deck), "\"quality\": %d".formatted(quality));

      assertThat(review.get("rating").asString()).isEqualTo(rating);
      assertThat(review.get("quality").asInt()).isEqualTo(quality);
    }

    @Test
    void wantOneOfTheTwo() {
      var deck = anna.deck();
      var path = "%s/cards/%s/reviews".formatted(deck, anna.card(deck));

      assertThat(anna.post(path, "{}").pointers()).containsExactly("/rating");
      assertThat(anna.post(path, "{\"rating\": \"good\", \"quality\": 4}").pointers())
          .containsExactly("/rating");
      assertThat(anna.post(path, "{\"rating\": \"great\"}").pointers()).containsExactly("/rating");
      assertThat(anna.post(path, "{\"quality\": 6}").pointers()).containsExactly("/quality");
    }

    @Test
    void areKnownByTheirId() {
      var deck = anna.deck();
      var card = anna.card(deck);
      var path = "%s/cards/%s/reviews".formatted(deck, card);
      var body = "{\"rating\": \"good\", \"reviewId\": \"%s\"}".formatted(UUID.randomUUID());

      var first = anna.post(path, body);
      var second = anna.post(path, body);

      assertThat(second.status()).isEqualTo(200);
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(second.header("consistency-token")).isEqualTo(first.header("consistency-token"));
      assertThat(anna.post("%s/cards/%s/reviews".formatted(deck, anna.card(deck)), body).status())
          .as("on another card")
          .isEqualTo(409);
    }

    @Test
    void areOfThePast() {
      var deck = anna.deck();
      var path = "%s/cards/%s/reviews".formatted(deck, anna.card(deck));
      var soon = Instant.now().plus(4, ChronoUnit.MINUTES);
      var later = Instant.now().plus(6, ChronoUnit.MINUTES);

      assertThat(anna.post(path, at(soon.toString())).status()).isEqualTo(201);
      assertThat(anna.post(path, at(later.toString())).status()).isEqualTo(422);
      assertThat(anna.post(path, at("1999-12-31T23:59:59Z")).status()).isEqualTo(422);
      assertThat(anna.post(path, at("+999999999-01-01T00:00:00Z")).status()).isEqualTo(422);
      assertThat(anna.post(path, at("yesterday")).pointers()).containsExactly("/reviewedAt");
      assertThat(anna.post(path, at("2026-02-30T00:00:00Z")).status()).isEqualTo(400);
    }

    private static String at(String instant) {
      return "{\"rating\": \"good\", \"reviewedAt\": \"%s\"}".formatted(instant);
    }

    @Test
    void areUndoneOnce() {
      var deck = anna.deck();
      var card = anna.card(deck);
      var review = anna.review(deck, card, "\"rating\": \"good\"").get("id").asString();
      var path = "%s/reviews/%s".formatted(deck, review);

      var undone = anna.delete(path);

      assertThat(undone.status()).isEqualTo(200);
      assertThat(undone.header("etag")).isEqualTo("\"2\"");
      assertThat(undone.id()).isEqualTo(review);
      assertThat(undone.text("cardId")).isEqualTo(card);
      assertThat(undone.flag("isUndone")).isTrue();
      assertThat(anna.delete(path).status()).isEqualTo(409);
      assertThat(anna.delete("%s/reviews/%s".formatted(deck, UUID.randomUUID())).status())
          .isEqualTo(404);
    }

    @Test
    void areUndoneByTheLearnerAlone() {
      var deck = anna.publicDeck();
      var card = anna.card(deck);
      var stranger = anna.node().as(OneNode.newUser());
      var review = stranger.review(deck, card, "\"rating\": \"good\"").get("id").asString();

      assertThat(anna.delete("%s/reviews/%s".formatted(deck, review)).status()).isEqualTo(404);
      assertThat(stranger.delete("%s/reviews/%s".formatted(deck, review)).status()).isEqualTo(200);
    }
  }
}
