package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(OneNode.class)
class ReviewBatchApiTest {
  private final Client anna;
  private final String deck;
  private final String card;

  ReviewBatchApiTest(RunningNode node) {
    anna = node.as(OneNode.newUser());
    deck = anna.deck();
    card = anna.card(deck);
  }

  @Test
  void answersEachReviewInItsPlace() {
    var id = UUID.randomUUID();
    var reply =
        send(
            good(id),
            "{\"cardId\": \"%s\", \"quality\": 2}".formatted(card),
            "{\"cardId\": \"%s\", \"rating\": \"good\"}".formatted(UUID.randomUUID()));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("etag")).isNull();
    assertThat(reply.header("consistency-token")).startsWith("reviews.");
    assertThat(reply.number("accepted")).isEqualTo(2);
    assertThat(reply.number("rejected")).isEqualTo(1);
    assertThat(statuses(reply)).containsExactly("accepted", "accepted", "rejected");
    assertThat(codes(reply)).containsExactly(201, 201, 404);
    assertThat(results(reply)).extracting(result -> result.get("index").asInt()).isSorted();
    assertThat(results(reply).getFirst().get("reviewId").asString()).isEqualTo(id.toString());
    assertThat(results(reply).get(2).get("message").asString()).startsWith("Expected");
  }

  @Test
  void isSpoiltByNothingThatIsWrongWithOneReview() {
    var reply =
        send(
            "1",
            "null",
            "[]",
            "\"good\"",
            "{}",
            "{\"cardId\": 7, \"rating\": \"good\"}",
            "{\"cardId\": \"%s\", \"rating\": \"great\"}".formatted(card),
            "{\"cardId\": \"%s\", \"rating\": \"good\", \"colour\": \"red\"}".formatted(card),
            "{\"cardId\": \"%s\", \"rating\": \"good\", \"timeTakenMs\": -1}".formatted(card),
            "{\"cardId\": \"%s\", \"rating\": \"good\", \"reviewedAt\": 5}".formatted(card),
            good(UUID.randomUUID()));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(codes(reply)).containsExactly(400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 201);
    assertThat(
            results(reply).stream()
                .limit(10)
                .map(result -> result.get("errors").findValuesAsString("pointer").getFirst()))
        .containsExactly(
            "/reviews/0",
            "/reviews/1",
            "/reviews/2",
            "/reviews/3",
            "/reviews/4/cardId",
            "/reviews/5/cardId",
            "/reviews/6/rating",
            "/reviews/7/colour",
            "/reviews/8/timeTakenMs",
            "/reviews/9/reviewedAt");
    assertThat(results(reply).getFirst().get("reviewId").isNull()).isTrue();
  }

  @Test
  void namesFewOfTheFieldsThatAreWrongWithOneReview() {
    var spoilt =
        IntStream.range(0, 100)
            .mapToObj("\"x%d\": 1"::formatted)
            .collect(
                Collectors.joining(
                    ",", "{\"cardId\": \"%s\", \"rating\": \"good\",".formatted(card), "}"));

    var reply = send(spoilt, spoilt, good(UUID.randomUUID()));

    assertThat(codes(reply)).containsExactly(400, 400, 201);
    assertThat(results(reply).get(1).get("errors").findValuesAsString("pointer"))
        .hasSize(11)
        .startsWith("/reviews/1/x0")
        .endsWith("/reviews/1/x9", "/reviews/1");
  }

  @Test
  void knowsReviewsThatItHasSeen() {
    var first = UUID.randomUUID();
    var second = UUID.randomUUID();
    send(good(first));

    var reply = send(good(first), good(second), good(second));

    assertThat(statuses(reply)).containsExactly("duplicate", "accepted", "duplicate");
    assertThat(codes(reply)).containsExactly(200, 201, 200);
    assertThat(reply.number("duplicates")).isEqualTo(2);
  }

  @Test
  void answersABatchOfWhichNothingIsNew() {
    var id = UUID.randomUUID();
    send(good(id));

    assertThat(statuses(send(good(id)))).containsExactly("duplicate");
    assertThat(statuses(send("{}"))).containsExactly("rejected");
    assertThat(results(send())).isEmpty();
  }

  @Test
  void findsAReviewThatCameAlone() {
    var id = UUID.randomUUID();
    anna.review(deck, card, "\"rating\": \"good\", \"reviewId\": \"%s\"".formatted(id));

    assertThat(statuses(send(good(id)))).containsExactly("duplicate");
  }

  @Test
  void givesTheOriginalResultsToTheSameKey() {
    var key = UUID.randomUUID().toString();
    var body = reviews(good(UUID.randomUUID()), withoutId(), "{}", withoutId());
    var first = anna.post(deck + "/reviews", body, "Idempotency-Key", key);

    var again = anna.post(deck + "/reviews", body, "Idempotency-Key", key);

    assertThat(statuses(first)).containsExactly("accepted", "accepted", "rejected", "accepted");
    assertThat(again.asTold()).isEqualTo(first.asTold());
  }

  @Test
  void acceptsNothingOfABatchThatComesAgain() {
    var key = UUID.randomUUID().toString();
    var newCard = UUID.randomUUID();
    var onNewCard = "{\"cardId\": \"%s\", \"rating\": \"good\"}".formatted(newCard);
    var inNoSession =
        "{\"cardId\": \"%s\", \"rating\": \"good\", \"sessionId\": \"%s\"}"
            .formatted(card, UUID.randomUUID());
    var body = reviews(onNewCard, inNoSession, withoutId());
    var first = anna.post(deck + "/reviews", body, "Idempotency-Key", key);
    anna.post(
        deck + "/cards",
        "{\"id\": \"%s\", \"cardType\": \"text\", \"content\": {\"text\": \"a\"}}"
            .formatted(newCard));

    var again = anna.post(deck + "/reviews", body, "Idempotency-Key", key);

    assertThat(statuses(first)).containsExactly("rejected", "rejected", "accepted");
    assertThat(statuses(again)).containsExactly("rejected", "rejected", "accepted");
    assertThat(results(again).get(2)).isEqualTo(results(first).get(2));
    assertThat(codes(again)).containsExactly(409, 422, 201);
  }

  @Test
  void givesEachItsOwnResultWhereANamedReviewSaysWhatAnUnnamedOneSaid() {
    var key = UUID.randomUUID().toString();
    var taken = UUID.randomUUID();
    anna.review(
        deck, anna.card(deck), "\"rating\": \"good\", \"reviewId\": \"%s\"".formatted(taken));
    var body = reviews(good(taken), withoutId(), good(UUID.randomUUID()), withoutId());
    var first = anna.post(deck + "/reviews", body, "Idempotency-Key", key);

    var again = anna.post(deck + "/reviews", body, "Idempotency-Key", key);

    assertThat(statuses(first)).containsExactly("rejected", "accepted", "accepted", "accepted");
    assertThat(again.asTold()).isEqualTo(first.asTold());
  }

  @Test
  void givesAnAcceptedReviewToItsCardAlone() {
    var key = UUID.randomUUID().toString();
    var id = UUID.randomUUID();
    var onNoCard =
        "{\"cardId\": \"%s\", \"rating\": \"good\", \"reviewId\": \"%s\"}"
            .formatted(UUID.randomUUID(), id);
    var body = reviews(onNoCard, good(id));
    var first = anna.post(deck + "/reviews", body, "Idempotency-Key", key);

    var again = anna.post(deck + "/reviews", body, "Idempotency-Key", key);

    assertThat(statuses(first)).containsExactly("rejected", "accepted");
    assertThat(statuses(again)).containsExactly("rejected", "accepted");
  }

  @Test
  void takesAThousandAndNoMore() {
    var thousand = Stream.generate(this::withoutId).limit(1_000).collect(Collectors.joining(","));

    var most = anna.post(deck + "/reviews", "{\"reviews\": [%s]}".formatted(thousand));
    var tooMany = anna.post(deck + "/reviews", "{\"reviews\": [%s,{}]}".formatted(thousand));

    assertThat(most.number("accepted")).isEqualTo(1_000);
    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.pointers()).containsExactly("/reviews");
  }

  @Test
  void wantsAList() {
    assertThat(anna.post(deck + "/reviews", "{}").pointers()).containsExactly("/reviews");
    assertThat(anna.post(deck + "/reviews", "{\"reviews\": {}}").pointers())
        .containsExactly("/reviews");
    assertThat(anna.post(deck + "/reviews", "[]").status()).isEqualTo(400);
  }

  private Reply send(String... reviews) {
    var reply = anna.post(deck + "/reviews", reviews(reviews));
    assertThat(reply.status()).isEqualTo(200);
    return reply;
  }

  private static String reviews(String... reviews) {
    return "{\"reviews\": [%s]}".formatted(String.join(",", reviews));
  }

  private String good(UUID id) {
    return "{\"cardId\": \"%s\", \"rating\": \"good\", \"reviewId\": \"%s\"}".formatted(card, id);
  }

  private String withoutId() {
    return "{\"cardId\": \"%s\", \"rating\": \"good\"}".formatted(card);
  }

  private static List<JsonNode> results(Reply reply) {
    return reply.body().get("results").valueStream().toList();
  }

  private static List<String> statuses(Reply reply) {
    return results(reply).stream().map(result -> result.get("status").asString()).toList();
  }

  private static List<Integer> codes(Reply reply) {
    return results(reply).stream().map(result -> result.get("code").asInt()).toList();
  }
}
