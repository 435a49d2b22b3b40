package dev.manadeck.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.events.Rating;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.StudyStory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every projection is replayed while events come in and clients read. */
class ReplayUnderLoadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CARDS = 20;
  private static final List<String> PROJECTIONS =
      List.of("decks", "card_progress", "study_sessions", "user_stats", "learners");

  private final DeckStory deck =
      DeckStory.of("11111111-0000-7000-8000-000000000001", "alice").created("Verbs");
  private final DeckStory changing =
      DeckStory.of("22222222-0000-7000-8000-000000000002", "alice").created("Nouns");
  private final StudyStory study =
      StudyStory.of(deck.deckId().value(), "alice").at("2026-03-01T08:00:00Z").taking(1_000);
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicInteger reviews = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private KafkaLog log;
  private ProjectionDatabase database;
  private HttpFixture service;

  @BeforeEach
  void start() {
    log = KafkaLog.withTopics();
    database = ProjectionDatabase.migrated();
    service = HttpFixture.started(log, database, Map.of("manadeck.replays.lease", "2s"));
    for (int card = 0; card < CARDS; card++) {
      deck.cardAdded(new UUID(1, card), "card " + card);
    }
    log.append(deck.events());
    log.append(changing.events());
    log.append(study.profile("Alice", true).events());
    review();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                service.get(pathOf(changing), "alice").status() == 200
                    && reviewCount() == 1
                    && cardCount() == CARDS
                    && hasName());
    surprises.clear();
  }

  @AfterEach
  void close() {
    isOver.set(true);
    threads.close();
    service.close();
    database.close();
    log.close();
  }

  @Test
  void noQueryFailsOrSeesLessThanBefore() {
    var client = inBackground(this::actUntilOver);
    var readers =
        List.of(
            inBackground(() -> readUntilOver(this::readDeck)),
            inBackground(() -> readUntilOver(this::readChangingDeck)),
            inBackground(() -> readUntilOver(new Growing()::read)));

    for (int round = 0; round < 2; round++) {
      var runs =
          PROJECTIONS.stream()
              .map(name -> "/api/ops/projections/%s/replays".formatted(name))
              .map(path -> service.postAsOperator(path, "{}").header("Location"))
              .toList();
      runs.forEach(run -> await().atMost(PATIENCE).until(() -> state(run).equals("completed")));
    }

    isOver.set(true);
    client.join();
    readers.forEach(CompletableFuture::join);
    assertThat(surprises).isEmpty();
    await().atMost(PATIENCE).until(() -> reviewCount() == reviews.get());
    for (var name : PROJECTIONS) {
      var path = "/api/ops/projections/%s/verifications".formatted(name);
      var run = service.postAsOperator(path, "").header("Location");
      await().atMost(PATIENCE).until(() -> state(run).equals("completed"));
      assertThat(service.getAsOperator(run).json().path("clean").booleanValue()).isTrue();
    }
  }

  /** Not in the common pool, which on two processors has one thread. */
  private CompletableFuture<Void> inBackground(Runnable task) {
    return CompletableFuture.runAsync(task, threads);
  }

  private String state(String run) {
    return service.getAsOperator(run).json().path("state").stringValue();
  }

  private void actUntilOver() {
    while (!isOver.get()) {
      review();
      changeCards();
    }
  }

  private void review() {
    var card = new UUID(1, reviews.getAndIncrement() % CARDS);
    log.append(List.of(study.later(Duration.ofMinutes(7)).reviewed(card, Rating.GOOD).last()));
  }

  private void changeCards() {
    var card = new UUID(2, reviews.get());
    log.append(List.of(changing.cardAdded(card, "card").last()));
    if (reviews.get() > CARDS) {
      log.append(List.of(changing.cardRemoved(changing.card(0)).last()));
    }
  }

  private void readUntilOver(Runnable read) {
    while (!isOver.get()) {
      read.run();
    }
  }

  private void readDeck() {
    expect("cards", cardCount(), CARDS);
    expect("profile", hasName() ? 1 : 0, 1);
  }

  private void readChangingDeck() {
    var whole = read(pathOf(changing));
    if (whole.status() == 200) {
      var json = whole.json();
      expect("cards of one answer", json.path("cards").size(), json.path("cardCount").intValue());
    }
  }

  private void expect(String what, int actual, int expected) {
    if (actual != expected) {
      surprises.add("%s: %d instead of %d".formatted(what, actual, expected));
    }
  }

  /** Reviews only ever get more. */
  private final class Growing {
    private int seen = 1;

    void read() {
      int now = reviewCount();
      if (now < seen) {
        surprises.add("reviews: %d after %d".formatted(now, seen));
      }
      seen = now;
    }
  }

  private int cardCount() {
    return read(pathOf(deck) + "/cards?limit=100").json().size();
  }

  private static String pathOf(DeckStory deck) {
    return "/api/decks/%s".formatted(deck.deckId().value());
  }

  private boolean hasName() {
    return read("/api/me/profile").json().path("displayName").asString("").equals("Alice");
  }

  /** Each takes a second. */
  private int reviewCount() {
    return read("/api/me/stats").json().path("totalTimeSeconds").asInt(-1);
  }

  private HttpFixture.Answer read(String path) {
    var answer = service.get(path, "alice");
    if (answer.status() != 200) {
      surprises.add("%s: %s".formatted(path, answer.response().body()));
    }
    return answer;
  }
}
