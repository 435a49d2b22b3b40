package dev.manadeck.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.manadeck.events.DeckId;
import dev.manadeck.web.caller.Caller;
import dev.manadeck.web.problem.FieldError;
import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A service of nothing but edges: each endpoint is there for one kind of trouble. */
@SpringBootApplication
class TestApplication {
  enum Rating {
    @JsonProperty("again")
    AGAIN,
    @JsonProperty("good")
    GOOD
  }

  record Card(@Size(max = 10) String title, Rating rating) {}

  record Deck(
      String title,
      Boolean isPublic,
      Integer size,
      Double ease,
      Instant at,
      UUID id,
      DeckId deckId,
      JsonNode metadata,
      List<@Valid Card> cards) {}

  record Featured(boolean featured) {}

  @RestController
  static class Endpoints {
    @GetMapping("/api/me")
    Caller me(Caller caller) {
      return caller;
    }

    @GetMapping("/api/later")
    Callable<Caller> later(Caller caller) {
      return () -> caller;
    }

    @GetMapping("/open")
    Caller open(Caller caller) {
      return caller;
    }

    @PostMapping("/api/decks")
    Deck create(@RequestBody Deck deck) {
      return deck;
    }

    @PostMapping("/api/checked")
    Deck checked(@Valid @RequestBody Deck deck) {
      return deck;
    }

    @PutMapping("/api/featured")
    Featured feature(@RequestBody Featured featured) {
      return featured;
    }

    @GetMapping("/api/decks/{deckId}")
    DeckId deck(@PathVariable DeckId deckId) {
      return deckId;
    }

    @GetMapping("/api/pages")
    int page(@RequestParam @Max(100) int page) {
      return page;
    }

    @GetMapping("/api/found")
    String found(@RequestParam String text) {
      return text;
    }

    @GetMapping("/api/keyed")
    String keyed(@RequestHeader("Idempotency-Key") String key) {
      return key;
    }

    @GetMapping("/api/ops/things")
    List<String> things() {
      return List.of("thing");
    }

    @GetMapping("/api/refused")
    void refused() {
      throw new ProblemException(
          Problem.of(new ProblemKind("deck-is-full", 422, "The deck is full"), "No room for more")
              .withErrors(List.of(new FieldError("/cards", "At most 500")))
              .retryAfter(Duration.ofMillis(1500)));
    }

    @GetMapping("/api/broken")
    void broken() {
      throw new IllegalStateException("password is hunter2");
    }

    @GetMapping("/api/overflow")
    int overflow() {
      return overflow() + 1;
    }

    @GetMapping("/api/sent")
    void sent(HttpServletResponse response) throws IOException {
      response.sendError(418, "internal reason");
    }

    @GetMapping("/actuator/health/liveness")
    String health() {
      return "UP";
    }

    @GetMapping("/actuator/prometheus")
    String metrics() {
      return "up 1";
    }

    @GetMapping("/actuator/env")
    String environment() {
      return "secrets";
    }
  }
}
