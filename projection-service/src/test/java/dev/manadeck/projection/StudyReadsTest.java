package dev.manadeck.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckEvent.DetailsChanged;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Mark;
import dev.manadeck.events.Rating;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Scheduler;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.HttpFixture.Answer;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.StudyStory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a learner reads of their study, over HTTP. */
class StudyReadsTest {
  private static final Instant NOW = Instant.now();
  private static final UUID DUE = new UUID(1, 1);
  private static final UUID NOT_DUE = new UUID(1, 2);
  private static final UUID NEW = new UUID(1, 3);
  private static final UUID SUSPENDED = new UUID(1, 4);
  private static final UUID SESSION = new UUID(3, 1);
  private static final UUID OPEN_SESSION = new UUID(3, 2);

  private static final DeckStory DECK =
      DeckStory.of("11111111-0000-7000-8000-000000000001", "alice")
          .created("Verbs")
          .cardAdded(NEW, "new")
          .cardAdded(NOT_DUE, "not due")
          .cardAdded(DUE, "due")
          .cardAdded(SUSPENDED, "suspended");

  private static final DeckStory PUBLIC_DECK =
      DeckStory.of("22222222-0000-7000-8000-000000000002", "alice")
          .created("Flags")
          .visibilityChanged(true)
          .cardAdded(new UUID(2, 1), "flag");

  private static final StudyStory STUDY =
      StudyStory.of(DECK.deckId().value(), "alice")
          .at(NOW.minus(Duration.ofDays(2)))
          .profile("Alice", true)
          .started(SESSION, 2)
          .taking(2_000)
          .reviewed(DUE, Rating.GOOD)
          .reviewed(NOT_DUE, Rating.EASY)
          .completed(SESSION, 2, 2, true, 45)
          .marked(SUSPENDED, Mark.SUSPENDED, true)
          .marked(NEW, Mark.FAVORITE, true)
          .later(Duration.ofHours(1))
          .reviewed(DUE, Rating.AGAIN)
          .reviewed(DUE, Rating.EASY)
          .undone(3)
          .later(Duration.ofHours(1))
          .started(OPEN_SESSION, 2)
          .reviewed(NOT_DUE, Rating.AGAIN)
          .reviewed(NOT_DUE, Rating.EASY);

  private static ProjectionDatabase database;
  private static KafkaLog log;
  private static HttpFixture service;
  private static String token;

  @BeforeAll
  static void start() {
    database = ProjectionDatabase.migrated();
    log = KafkaLog.withTopics();
    service = HttpFixture.started(log, database, Map.of("manadeck.consistency.max-wait", "30s"));
    var events = new ArrayList<Recorded>();
    events.addAll(DECK.events());
    events.addAll(PUBLIC_DECK.events());
    events.addAll(STUDY.events());
    token = log.appendForToken(events);
  }

  @AfterAll
  static void stop() {
    service.close();
    log.close();
    database.close();
  }

  @Test
  void longHeadersAreTaken() {
    assertThat(service.get("/api/me/stats", "alice", "X-Long", "a".repeat(20 * 1024)).status())
        .isEqualTo(200);
  }

  @Test
  void thePageToTryThemIsFoundUnderWhateverAddress() {
    assertThat(service.getOpenly("/docs").header("Location")).isEqualTo("/docs/index.html");
  }

  @Nested
  class Cards {
    @Test
    void comeWithTheCallersMarksAndProgress() {
      var cards = alice(deck("/cards")).json();

      assertThat(ids(cards)).containsExactly(NEW, NOT_DUE, DUE, SUSPENDED);
      assertThat(cards.get(0).get("isFavorite").booleanValue()).isTrue();
      assertThat(cards.get(3).get("isSuspended").booleanValue()).isTrue();
      var progress = cards.get(2).get("progress");
      assertThat(progress.propertyNames())
          .containsExactly(
              "cardId",
              "deckId",
              "easeFactor",
              "interval",
              "repetitions",
              "lapses",
              "stability",
              "difficulty",
              "lastReviewed",
              "nextReview",
              "status");
      assertThat(progress.get("status").stringValue()).isEqualTo("learning");
      assertThat(progress.get("repetitions").intValue()).isEqualTo(2);
      assertThat(cards.get(0).get("progress").get("status").stringValue()).isEqualTo("new");
      assertThat(cards.get(0).get("progress").get("nextReview").isNull()).isTrue();
    }

    @Test
    void comeInPages() {
      var answer = alice(deck("/cards?limit=3&page=2"));

      assertThat(ids(answer.json())).containsExactly(SUSPENDED);
      assertThat(answer.header("X-Total-Count")).isEqualTo("4");
      assertThat(answer.header("Link")).contains("rel=\"prev\"");
    }

    @Test
    void followTheSchedulerThatTheDeckNamesNow() {
      var story =
          DeckStory.of("33333333-0000-7000-8000-000000000003", "carol")
              .created("Rivers")
              .cardAdded(DUE, "river");
      var study = StudyStory.of(story.deckId().value(), "carol").at(NOW).reviewed(DUE, Rating.GOOD);
      var events = new ArrayList<>(story.events());
      events.addAll(study.events());
      var path = "/api/decks/%s/cards".formatted(story.deckId());
      var before = get(path, "carol", log.appendForToken(events)).json().get(0).get("progress");
      var switched = log.appendForToken(List.of(toSm2(story)));
      var after = get(path, "carol", switched).json().get(0).get("progress");

      assertThat(before.get("interval").intValue()).isZero();
      assertThat(after.get("interval").intValue()).isEqualTo(1);
      assertThat(after.get("nextReview")).isNotEqualTo(before.get("nextReview"));
    }

    private static Recorded toSm2(DeckStory story) {
      var details =
          new DeckDetails(
              "Rivers",
              null,
              null,
              new SchedulingSettings(
                  Scheduler.SM2, 0.9, 36_500, null, List.of("1m"), List.of(), false),
              List.of(),
              JsonMapper.shared().createObjectNode());
      return new Recorded(
          new Envelope(
              new EventId(new UUID(8, 8)),
              new UserId("carol"),
              new CommandId("switch"),
              null,
              story.events().size() + 1L,
              null),
          new DetailsChanged(story.deckId(), details, NOW));
    }
  }

  @Nested
  class TheQueue {
    @Test
    void hasDueCardsAndThenNewOnes() {
      assertThat(ids(alice(deck("/queue")).json())).containsExactly(DUE, NEW);
      assertThat(ids(alice(deck("/queue?limit=1")).json())).containsExactly(DUE);
      assertThat(ids(alice(deck("/queue?mode=new")).json())).containsExactly(NEW);
      assertThat(ids(alice(deck("/queue?mode=review")).json())).containsExactly(DUE);
      assertThat(ids(alice(deck("/queue?mode=favorites")).json())).containsExactly(NEW);
      assertThat(ids(alice(deck("/queue?mode=random&seed=5")).json()))
          .containsExactlyInAnyOrder(DUE, NEW);
    }

    @Test
    void spansAllDecksOfTheCaller() {
      assertThat(ids(alice("/api/study/queue").json())).containsExactly(DUE, NEW, new UUID(2, 1));
      assertThat(ids(alice("/api/study/queue?limit=2").json())).containsExactly(DUE, NEW);
      assertThat(alice("/api/study/queue").json().get(0).get("content").get("front").isNumber())
          .isTrue();
    }

    @Test
    void refusesWhatCannotBe() {
      for (var query : List.of("mode=some", "limit=0", "limit=101", "seed=x")) {
        assertThat(alice(deck("/queue?" + query)).status()).as(query).isEqualTo(400);
      }
    }
  }

  @Nested
  class Reviews {
    @Test
    void areTheCallersHistoryWithoutWhatWasUndone() {
      var answer = alice(deck("/cards/%s/reviews".formatted(DUE)));

      assertThat(answer.json().findValuesAsString("rating")).containsExactly("good", "again");
      assertThat(answer.header("X-Total-Count")).isEqualTo("2");
      assertThat(answer.json().get(0).get("sessionId").stringValue()).isEqualTo(SESSION.toString());
      assertThat(alice(deck("/cards/%s/reviews".formatted(new UUID(7, 7)))).status())
          .isEqualTo(404);
    }
  }

  @Nested
  class Sessions {
    @Test
    void comeNewestFirst() {
      var answer = alice(deck("/sessions"));

      assertThat(ids(answer.json())).containsExactly(OPEN_SESSION, SESSION);
      assertThat(answer.header("X-Total-Count")).isEqualTo("2");
    }

    @Test
    void haveTheirTotals() {
      var session = alice(deck("/sessions/" + SESSION)).json();

      assertThat(session.propertyNames())
          .containsExactly(
              "id",
              "deckId",
              "userId",
              "mode",
              "totalCards",
              "completedCards",
              "correctCards",
              "startedAt",
              "completedAt",
              "timeSpentSeconds");
      assertThat(session.get("timeSpentSeconds").intValue()).isEqualTo(45);
      assertThat(session.get("completedAt").isNull()).isFalse();
    }

    @Test
    void tellHowFarTheyHaveComeWhileTheyAreOpen() {
      var session = alice(deck("/sessions/" + OPEN_SESSION)).json();

      assertThat(session.get("completedCards").intValue()).isEqualTo(1);
      assertThat(session.get("correctCards").intValue()).isEqualTo(1);
      assertThat(session.get("completedAt").isNull()).isTrue();
    }

    @Test
    void areTheCallersOwn() {
      assertThat(alice(deck("/sessions/" + new UUID(7, 7))).status()).isEqualTo(404);
    }
  }

  @Nested
  class Figures {
    @Test
    void ofADeck() {
      var stats = alice(deck("/stats")).json();

      assertThat(stats.get("totalCards").intValue()).isEqualTo(4);
      assertThat(stats.get("byStatus").get("new").intValue()).isEqualTo(2);
      assertThat(stats.get("dueNow").intValue()).isEqualTo(1);
      assertThat(stats.get("retention").doubleValue()).isEqualTo(60.0);
    }

    @Test
    void ofTheCaller() {
      var stats = alice("/api/me/stats").json();

      assertThat(stats.get("totalWins").intValue()).isEqualTo(1);
      assertThat(stats.get("totalCardsStudied").intValue()).isEqualTo(2);
      assertThat(stats.get("totalTimeSeconds").intValue()).isEqualTo(45 + 2 * 2);
      assertThat(stats.get("averageAccuracy").doubleValue()).isEqualTo(60.0);
    }

    @Test
    void ofDays() {
      var days = alice("/api/me/days").json();

      assertThat(days.findValues("reviews").stream().mapToInt(JsonNode::intValue).sum())
          .isEqualTo(5);
      var until = LocalDate.ofInstant(NOW, ZoneOffset.UTC).minusDays(20);
      assertThat(alice("/api/me/days?from=2020-01-01&to=" + until).json()).isEmpty();
    }

    @Test
    void ofDaysToCome() {
      var forecast = alice("/api/me/forecast?days=3").json();

      assertThat(forecast).hasSize(3);
      assertThat(forecast.get(0).get("due").intValue()).isEqualTo(1);
    }

    @Test
    void ofLeaders() {
      var board = get("/api/leaderboard?by=time&limit=5", "bob", token).json();

      assertThat(board.findValuesAsString("displayName")).containsExactly("Alice");
      assertThat(board.get(0).has("userId")).isFalse();
    }

    @Test
    void ofTheProfile() {
      assertThat(alice("/api/me/profile").json().get("displayName").stringValue())
          .isEqualTo("Alice");
      assertThat(get("/api/me/profile", "new", token).json().get("timeZone").stringValue())
          .isEqualTo("UTC");
    }

    @Test
    void areRefusedForWhatCannotBe() {
      for (var path :
          List.of(
              "/api/me/days?from=2026-02-02&to=2026-02-01",
              "/api/me/days?from=yesterday",
              "/api/me/days?to=-999999999-01-01",
              "/api/me/days?from=1990-01-01&to=2026-01-01",
              "/api/me/forecast?days=0",
              "/api/me/forecast?days=366",
              "/api/leaderboard?by=name",
              "/api/leaderboard?limit=0")) {
        assertThat(alice(path).status()).as(path).isEqualTo(400);
      }
    }
  }

  @Nested
  class Authorization {
    private static final List<String> PATHS =
        List.of(
            "/cards",
            "/queue",
            "/stats",
            "/sessions",
            "/sessions/" + SESSION,
            "/cards/%s/reviews".formatted(DUE));

    @Test
    void hidesAnotherUsersPrivateDeck() {
      PATHS.forEach(
          path -> assertThat(get(deck(path), "bob", token).status()).as(path).isEqualTo(404));
    }

    @Test
    void letsAnybodyStudyAPublicDeckAsThemselves() {
      var path = "/api/decks/%s".formatted(PUBLIC_DECK.deckId());

      assertThat(get(path + "/queue", "bob", token).json()).hasSize(1);
      assertThat(get(path + "/sessions", "bob", token).json()).isEmpty();
      assertThat(get("/api/study/queue", "bob", token).json()).isEmpty();
    }

    @Test
    void asksForAToken() {
      PATHS.forEach(
          path -> assertThat(service.getOpenly(deck(path)).status()).as(path).isEqualTo(401));
    }
  }

  private static Answer alice(String path) {
    return get(path, "alice", token);
  }

  private static Answer get(String path, String user, String consistencyToken) {
    return service.get(path, user, "Consistency-Token", consistencyToken);
  }

  private static String deck(String path) {
    return "/api/decks/%s%s".formatted(DECK.deckId(), path);
  }

  private static List<UUID> ids(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> UUID.fromString(item.get("id").stringValue()))
        .toList();
  }
}
