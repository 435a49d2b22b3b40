package dev.manadeck.projection.deck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.CardChanges;
import dev.manadeck.projection.HttpFixture;
import dev.manadeck.projection.HttpFixture.Answer;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class DeckQueriesTest {
  private static final String ALICE = "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ";
  private static final String BOB = "bob";

  private static ProjectionDatabase database;
  private static KafkaLog log;
  private static HttpFixture service;
  private static String token;

  private static final DeckStory PRIVATE_DECK =
      DeckStory.of("11111111-0000-7000-8000-000000000001", ALICE)
          .created("Verbs 100%")
          .cardAdded(new UUID(1, 1), "first")
          .cardAdded(new UUID(1, 2), "second")
          .cardAdded(new UUID(1, 3), "third");

  private static final DeckStory PUBLIC_DECK =
      DeckStory.of("22222222-0000-7000-8000-000000000002", ALICE)
          .created("Flags of the world")
          .visibilityChanged(true);

  private static final DeckStory FEATURED_DECK =
      DeckStory.of("33333333-0000-7000-8000-000000000003", "carol")
          .created("Mountains")
          .visibilityChanged(true)
          .featured();

  private static final DeckStory DELETED_DECK =
      DeckStory.of("44444444-0000-7000-8000-000000000004", ALICE).created("Gone").deleted();

  private static final DeckStory LARGE_DECK =
      DeckStory.of("66666666-0000-7000-8000-000000000006", "erin").created("All birds");

  private static final DeckStory SICK_DECK =
      DeckStory.of("55555555-0000-7000-8000-000000000005", "dave").created("Sick");

  @BeforeAll
  static void start() {
    database = ProjectionDatabase.migrated();
    log = KafkaLog.withTopics();
    service =
        HttpFixture.started(
            log,
            database,
            Map.of(
                "manadeck.consistency.max-wait", "30s", "manadeck.decks.cards-in-memory", "64KB"));
    PRIVATE_DECK
        .cardRemoved(PRIVATE_DECK.card(0))
        .cardChanged(
            PRIVATE_DECK.card(1),
            new CardChanges(new CardChanges.Text(null), null, null, null, null));
    IntStream.range(0, 6).forEach(DeckQueriesTest::addLargeCard);
    log.appendPoison(SICK_DECK.deckId().toString());
    var ends = log.append(SICK_DECK.events());
    token = tokenOf(ends);
    for (var story : List.of(DELETED_DECK, PRIVATE_DECK, PUBLIC_DECK, FEATURED_DECK, LARGE_DECK)) {
      token = token + "," + tokenOf(log.append(story.events()));
    }
  }

  private static void addLargeCard(int number) {
    var content = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(60_000));
    LARGE_DECK
        .cardAdded(new UUID(6, number), "large")
        .cardChanged(LARGE_DECK.card(number), new CardChanges(null, content, null, null, null));
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
    database.close();
  }

  @Nested
  class OneDeck {
    @Test
    void isReadPageByPageWhenItIsTooLargeToBeAnsweredWhole() {
      assertThat(get(LARGE_DECK, "erin").status()).isEqualTo(422);

      var cards = service.get(path(LARGE_DECK) + "/cards?limit=3", "erin");
      assertThat(cards.status()).isEqualTo(200);
      assertThat(cards.json()).hasSize(3);
    }

    @Test
    void isTaggedTheSameWhateverTheMachineSpeaks() {
      var before = Locale.getDefault();
      Locale.setDefault(Locale.forLanguageTag("fa"));
      try {
        assertThat(get(PRIVATE_DECK, ALICE).header("ETag")).isEqualTo("\"6\"");
      } finally {
        Locale.setDefault(before);
      }
    }

    @Test
    void comesWithItsCardsInOrder() {
      var answer = get(PRIVATE_DECK, ALICE);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("ETag")).isEqualTo("\"6\"");
      var deck = answer.json();
      assertThat(deck.propertyNames())
          .containsExactly(
              "id",
              "userId",
              "title",
              "description",
              "coverImageUrl",
              "isPublic",
              "isFeatured",
              "featuredAt",
              "settings",
              "tags",
              "metadata",
              "cardCount",
              "version",
              "createdAt",
              "updatedAt",
              "cards");
      assertThat(deck.get("userId").stringValue()).isEqualTo(ALICE);
      assertThat(deck.get("cardCount").intValue()).isEqualTo(2);
      assertThat(deck.get("description").isNull()).isTrue();
      assertThat(deck.get("metadata").get("b").intValue()).isEqualTo(1);
      assertThat(deck.get("settings").get("scheduler").stringValue()).isEqualTo("fsrs");
      assertThat(deck.get("createdAt").stringValue()).isEqualTo("2026-01-01T08:00:01.001Z");
      assertThat(deck.get("cards").findValuesAsString("id"))
          .containsExactly(new UUID(1, 2).toString(), new UUID(1, 3).toString());
    }

    @Test
    void hasCardsWithAllTheirFields() {
      var card = get(PRIVATE_DECK, ALICE).json().get("cards").get(1);

      assertThat(card.propertyNames())
          .contains(
              "id",
              "deckId",
              "position",
              "title",
              "content",
              "cardType",
              "aiModel",
              "aiPrompt",
              "version",
              "isFavorite",
              "createdAt",
              "updatedAt");
      assertThat(card.get("title").isNull()).isTrue();
      assertThat(card.get("version").intValue()).isEqualTo(2);
      assertThat(card.get("cardType").stringValue()).isEqualTo("flashcard");
      assertThat(card.get("content").get("front").doubleValue()).isEqualTo(1.5);
      assertThat(card.get("isFavorite").booleanValue()).isFalse();
    }

    @Test
    void isNotSentAgainToWhoHasIt() {
      var answer = get(PRIVATE_DECK, ALICE, "If-None-Match", "\"6\"");

      assertThat(answer.status()).isEqualTo(304);
      assertThat(answer.response().body()).isEmpty();
      assertThat(get(PRIVATE_DECK, ALICE, "If-None-Match", "\"5\"").status()).isEqualTo(200);
    }

    @Test
    void isSentAgainToWhoHasMarksOnItsCards() {
      database
          .db()
          .sql(
              """
              INSERT INTO projection.card_marks
              VALUES (:deckId, 'erin', :cardId, true, false, now(), now())
              """)
          .param("deckId", PUBLIC_DECK.deckId().value())
          .param("cardId", new UUID(9, 9))
          .update();

      assertThat(get(PUBLIC_DECK, "erin", "If-None-Match", "\"2\"").status()).isEqualTo(200);
      assertThat(get(PUBLIC_DECK, BOB, "If-None-Match", "\"2\"").status()).isEqualTo(304);
    }

    @Test
    void ofAnotherUserIsReadableIfItIsPublic() {
      assertThat(get(PUBLIC_DECK, BOB).status()).isEqualTo(200);
    }

    @Test
    void ofAnotherUserDoesNotExistIfItIsPrivate() {
      var answer = get(PRIVATE_DECK, BOB);

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(service.get(path(PRIVATE_DECK) + "/cards", BOB).status()).isEqualTo(404);
    }

    @Test
    void doesNotExistOnceItIsDeleted() {
      assertThat(get(DELETED_DECK, ALICE).status()).isEqualTo(404);
    }

    @Test
    void isRefusedWithoutAToken() {
      assertThat(service.getOpenly(path(PUBLIC_DECK)).status()).isEqualTo(401);
    }

    @Test
    void isRefusedUnderAnIdThatIsNone() {
      assertThat(service.get("/api/decks/1-1-1-1-1", ALICE).status()).isEqualTo(400);
    }

    @Test
    void saysSoWhenAnEventOfItCouldNotBeApplied() {
      var retried = service.postAsOperator("/api/ops/parked/retry");
      assertThat(retried.json().get(0).get("error").stringValue()).contains("ce_type");
      insertSickDeck();

      assertThat(get(SICK_DECK, "dave").header("Manadeck-Parked")).isEqualTo("decks");
      assertThat(get(PRIVATE_DECK, ALICE).header("Manadeck-Parked")).isNull();
    }

    /** As it would stand there had the poison come later. */
    private static void insertSickDeck() {
      database
          .db()
          .sql(
              """
              INSERT INTO projection.decks
              SELECT :deckId, 'dave', title, description, cover_image_url, false, false, null,
                settings, tags, metadata, 0, 1, false, null, created_at, updated_at
              FROM projection.decks
              WHERE deck_id = :other
              """)
          .param("deckId", SICK_DECK.deckId().value())
          .param("other", PRIVATE_DECK.deckId().value())
          .update();
    }
  }

  @Nested
  class TheList {
    @Test
    void holdsOwnDecksAndFeaturedOnesNewestChangeFirst() {
      assertThat(titles("", ALICE))
          .containsExactly("Verbs 100%", "Mountains", "Flags of the world");
      assertThat(titles("", BOB)).containsExactly("Mountains");
    }

    @Test
    void canBeOfOneScope() {
      assertThat(titles("?scope=own", ALICE)).containsExactly("Verbs 100%", "Flags of the world");
      assertThat(titles("?scope=featured", ALICE)).containsExactly("Mountains");
      assertThat(titles("?scope=public", BOB)).containsExactly("Mountains", "Flags of the world");
      assertThat(service.get("/api/decks?scope=all", BOB).status()).isEqualTo(400);
    }

    @Test
    void canBeSearched() {
      assertThat(titles("?q=FLAGS", ALICE)).containsExactly("Flags of the world");
      assertThat(titles("?q=0%25", ALICE)).containsExactly("Verbs 100%");
      assertThat(titles("?q=%25", BOB)).isEmpty();
      assertThat(titles("?q=_", ALICE)).isEmpty();
      assertThat(titles("?tag=Mountains", ALICE)).containsExactly("Mountains");
      assertThat(titles("?tag=mountains", ALICE)).isEmpty();
    }

    @Test
    void comesInPages() {
      var first = list("?limit=2", ALICE);
      assertThat(first.header("X-Total-Count")).isEqualTo("3");
      assertThat(first.header("Link"))
          .isEqualTo(
              "</api/decks?page=1&limit=2>; rel=\"first\", "
                  + "</api/decks?page=2&limit=2>; rel=\"next\", "
                  + "</api/decks?page=2&limit=2>; rel=\"last\"");

      var second = list("?limit=2&page=2", ALICE);
      assertThat(second.json().findValuesAsString("title")).containsExactly("Flags of the world");
      assertThat(second.header("Link")).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");

      assertThat(list("?page=3", ALICE).json()).isEmpty();
    }

    @Test
    void refusesPagesThatCannotBe() {
      for (var query : List.of("page=0", "limit=0", "limit=101", "page=x", "page=99999999999")) {
        assertThat(service.get("/api/decks?" + query, ALICE).status()).as(query).isEqualTo(400);
      }
    }

    @Test
    void leavesCardsOut() {
      assertThat(list("", BOB).json().get(0).has("cards")).isFalse();
    }

    private static List<String> titles(String query, String user) {
      return list(query, user).json().findValuesAsString("title");
    }

    private static Answer list(String query, String user) {
      return service.get("/api/decks" + query, user, "Consistency-Token", token);
    }
  }

  @Nested
  class TheOperator {
    @Test
    void seesWhatIsParked() {
      awaitToken();
      var parked = service.getAsOperator("/api/ops/parked").json();

      assertThat(parked).hasSize(1);
      assertThat(parked.get(0).get("key").stringValue()).isEqualTo(SICK_DECK.deckId().toString());
      assertThat(parked.get(0).get("waitingCount").intValue()).isEqualTo(1);
      assertThat(service.get("/api/ops/parked", ALICE).status()).isEqualTo(403);
    }

    @Test
    void retriesOneThatIsThere() {
      assertThat(
              service.postAsOperator("/api/ops/parked/%s/retry".formatted(new UUID(1, 1))).status())
          .isEqualTo(404);
    }

    @Test
    void readsHealthAndMetrics() {
      awaitToken();
      Awaitility.await()
          .untilAsserted(
              () -> {
                var health = service.getOpenly("/actuator/health").json();
                var decks = health.get("components").get("projections").get("details").get("decks");
                assertThat(health.get("status").stringValue()).isEqualTo("UP");
                assertThat(decks.get("lagEvents").intValue()).isZero();
                assertThat(decks.get("parkedKeys").intValue()).isEqualTo(1);
                assertThat(service.getOpenly("/actuator/prometheus").response().body())
                    .contains("manadeck_projection_lag_events{partition=\"0\",projection=\"decks\"")
                    .contains("manadeck_projection_parked_keys{projection=\"decks\"} 1.0")
                    .contains("manadeck_projection_events_applied_total{projection=\"decks\"}");
              });
      assertThat(service.getOpenly("/actuator/health/readiness").status()).isEqualTo(200);
      assertThat(service.getOpenly("/actuator/health/liveness").status()).isEqualTo(200);
    }
  }

  private static void awaitToken() {
    assertThat(service.get("/api/decks", BOB, "Consistency-Token", token).status()).isEqualTo(200);
  }

  private static Answer get(DeckStory story, String user, String... headers) {
    awaitToken();
    return service.get(path(story), user, headers);
  }

  private static String path(DeckStory story) {
    return "/api/decks/" + story.deckId();
  }

  private static String tokenOf(Map<Integer, Long> ends) {
    return ends.entrySet().stream()
        .map(end -> "decks.%d.%d".formatted(end.getKey(), end.getValue()))
        .collect(Collectors.joining(","));
  }
}
