package dev.manadeck.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that creates decks in a loop. It does as a careful client does: what was not answered it
 * sends again with the same key, until it is.
 */
final class DeckMaker implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int PAGE = 100;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final String token;
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::makeDecksOrRemember);

  DeckMaker(URI url, String token) {
    this.url = url;
    this.token = token;
  }

  void start() {
    thread.start();
  }

  /** Returns when the deck in hand is acknowledged. */
  void stop() {
    stopping.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    requireGoingOn();
  }

  /**
   * @throws AssertionError if a deck was refused
   */
  void requireGoingOn() {
    if (failure.get() != null) {
      throw new AssertionError("A deck was not made", failure.get());
    }
  }

  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  private void makeDecksOrRemember() {
    try {
      makeDecks();
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  private void makeDecks() {
    for (var number = 1; !stopping.get(); number++) {
      acknowledged.add(makeDeck("Deck %d".formatted(number), UUID.randomUUID().toString()));
    }
  }

  private String makeDeck(String title, String key) {
    var deck = attempt(title, key);
    while (deck.isEmpty()) {
      LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
      deck = attempt(title, key);
    }
    return deck.get();
  }

  /** The id of the deck, or empty if it is to be asked for again. */
  private Optional<String> attempt(String title, String key) {
    try {
      var answer =
          send(
              request("/api/decks")
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", key)
                  .POST(BodyPublishers.ofString("{\"title\": \"%s\"}".formatted(title))));
      if (answer.statusCode() == CREATED) {
        return Optional.of(JSON.readTree(answer.body()).get("id").stringValue());
      }
      if (answer.statusCode() < 500) {
        throw new IllegalStateException("%d: %s".formatted(answer.statusCode(), answer.body()));
      }
      return Optional.empty();
    } catch (UncheckedIOException unanswered) {
      return Optional.empty();
    }
  }

  /** The ids of all own decks, page by page. */
  List<String> listed() {
    var ids = new ArrayList<String>();
    for (var page = 1; ; page++) {
      var answer = send(request("/api/decks?scope=own&limit=%d&page=%d".formatted(PAGE, page)));
      if (answer.statusCode() != OK) {
        throw new AssertionError("%d: %s".formatted(answer.statusCode(), answer.body()));
      }
      var decks = JSON.readTree(answer.body());
      for (JsonNode deck : decks) {
        ids.add(deck.get("id").stringValue());
      }
      if (decks.size() < PAGE) {
        return ids;
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stopping.set(true);
    thread.interrupt();
    http.shutdownNow();
  }
}
