package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One user, with a node to talk to. Bodies are JSON, and may be absent. */
record Client(RunningNode node, String authorization) {
  Client at(RunningNode other) {
    return new Client(other, authorization);
  }

  Reply post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  Reply put(String path, String body, String... headers) {
    return send("PUT", path, body, headers);
  }

  Reply patch(String path, String body, String... headers) {
    return send("PATCH", path, body, headers);
  }

  Reply delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  Reply send(String method, String path, String body, String... headers) {
    return node.exchange(
        method,
        path,
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
        Stream.of(
                Stream.of("Authorization", authorization),
                body == null ? Stream.<String>of() : Stream.of("Content-Type", "application/json"),
                Stream.of(headers))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  /** A new deck, and where it is. */
  String deck(String fields) {
    var reply = post("/api/decks", "{\"title\": \"Birds\"%s}".formatted(fields));
    assertThat(reply.status()).isEqualTo(201);
    return "/api/decks/" + reply.id();
  }

  String deck() {
    return deck("");
  }

  String publicDeck() {
    return deck(", \"isPublic\": true");
  }

  /** Adds one card of text, and answers its id. */
  String card(String deck) {
    return card(deck, "text");
  }

  String card(String deck, String text) {
    var reply =
        post(
            deck + "/cards",
            "{\"cardType\": \"text\", \"content\": {\"text\": \"%s\"}}".formatted(text));
    assertThat(reply.status()).isEqualTo(201);
    return reply.id();
  }

  String[] cards(String deck, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> card(deck, "text %d".formatted(i)))
        .toArray(String[]::new);
  }

  /** Starts a session over the whole deck, and answers its id. */
  String session(String deck) {
    var reply = post(deck + "/sessions", "{\"mode\": \"all\"}");
    assertThat(reply.status()).isEqualTo(201);
    return reply.id();
  }

  JsonNode review(String deck, String card, String fields) {
    var reply = post("%s/cards/%s/reviews".formatted(deck, card), "{%s}".formatted(fields));
    assertThat(reply.status()).isEqualTo(201);
    return reply.body();
  }
}
