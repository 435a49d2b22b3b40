package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.web.api.ApiDescription;
import dev.manadeck.web.api.ApiDescription.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Examples of the description, spoilt in all sorts of ways: bad input never makes a 5xx. */
@ExtendWith(OneNode.class)
class FuzzApiTest {
  private static final int REQUESTS = 500;
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\ud800",
          "\u202e",
          "🐦",
          "null",
          "-1",
          "1e999",
          "../..",
          "%00",
          "9".repeat(400),
          "x".repeat(70_000),
          "2026-02-30T00:00:00Z",
          "0000-00-00",
          "+999999999-12-31T23:59:59Z",
          "Europe/Nowhere",
          "+25:00",
          "'; drop table decks; --");
  private static final List<String> ODD_NUMBERS =
      List.of("0", "-1", "1.5", "-0.0", "2147483648", "-9223372036854775809", "1e400", "1e-400");
  private static final List<String> ODD_HEADERS =
      List.of(
          "If-Match",
          "Idempotency-Key",
          "Accept",
          "Accept-Encoding",
          "Content-Encoding",
          "Consistency-Token",
          "traceparent",
          "Accept-Language",
          "Range",
          "X-Forwarded-For",
          "If-None-Match",
          "Cookie",
          "Origin",
          "X-HTTP-Method-Override");
  private static final List<String> ODD_MEDIA_TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json",
          "application/json",
          "application/json;charset=utf-16",
          "application/json; charset=nonsense",
          "text/json",
          "application/yaml",
          "*/*",
          "/",
          "application/json, text/plain");

  private final ApiDescription description = ApiDescription.shipped();
  private final RunningNode node;
  private final Client anna;
  private final String deck;
  private final String card;
  private final String session;

  FuzzApiTest(RunningNode node) {
    this.node = node;
    anna = node.as(OneNode.newUser());
    deck = anna.publicDeck();
    card = anna.card(deck);
    session = anna.session(deck);
  }

  @ParameterizedTest
  @ValueSource(longs = {101, 102, 103, 104})
  void badInputNeverMakesAServerError(long seed) {
    var random = new Random(seed);
    var operations = description.operations();
    var statuses = new ArrayList<Integer>();
    for (var i = 0; i < REQUESTS; i++) {
      var operation = operations.get(random.nextInt(operations.size()));
      if (isCopy(operation)) {
        continue;
      }
      var path = path(operation, random);
      var body = body(operation, random);
      var headers = headers(random);
      var reply =
          node.exchange(
              operation.method().toUpperCase(Locale.ROOT),
              path,
              body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body),
              headers);
      assertThat(reply.status())
          .as(
              "seed %d, request %d: %s %s %s %s: %s",
              seed, i, operation, path, List.of(headers), body == null ? "" : shown(body), reply)
          .isLessThan(500);
      statuses.add(reply.status());
    }
    assertThat(statuses).contains(200, 201, 400, 404, 415);
  }

  /** It answers 503 without a projection service. */
  private static boolean isCopy(Operation operation) {
    return operation.path().endsWith("/copy");
  }

  private static String shown(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    return text.substring(0, Math.min(500, text.length()));
  }

  private String path(Operation operation, Random random) {
    var path =
        operation
            .path()
            .replace("/api/decks/{deckId}", id(deck, deck.replaceFirst("[^/]*$", ""), random))
            .replace("{cardId}", id(card, "", random))
            .replace("{sessionId}", id(session, "", random))
            .replace("{reviewId}", id(UUID.randomUUID().toString(), "", random));
    return random.nextInt(20) == 0 ? path + "?x=%00&y" : path;
  }

  private static String id(String right, String prefix, Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> prefix + UUID.randomUUID();
      case 1 -> prefix + "x";
      case 2 -> prefix + "%F0%9F%90%A6";
      default -> right;
    };
  }

  private String[] headers(Random random) {
    var headers = new ArrayList<String>();
    if (random.nextInt(30) > 0) {
      headers.addAll(List.of("Authorization", anna.authorization()));
    }
    headers.addAll(List.of("Content-Type", oneOf(ODD_MEDIA_TYPES, random)));
    while (random.nextInt(3) == 0) {
      headers.addAll(List.of(oneOf(ODD_HEADERS, random), headerValue(random)));
    }
    return headers.toArray(String[]::new);
  }

  private static String headerValue(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "";
      case 1 -> "\"%d\"".formatted(random.nextInt(5));
      case 2 -> "k".repeat(random.nextInt(300));
      case 3 -> "\"99999999999999999999\"";
      case 4 -> "\"1\", \"2\"";
      default -> "a;b=c,d/e";
    };
  }

  private byte[] body(Operation operation, Random random) {
    var example = example(operation);
    if (example == null) {
      return random.nextInt(4) == 0 ? "{\"a\": 1}".getBytes(StandardCharsets.UTF_8) : null;
    }
    var text = example.toString().replace("0197a3b2-6a10-7b21-8c32-9d43ae54bf65", card);
    var spoilt = JSON.readTree(text.replace("0197a3b4-0f00-7e11-a222-b333c444d555", session));
    for (var i = random.nextInt(3); i > 0; i--) {
      spoilt = spoilt(spoilt, random);
    }
    return brokenNowAndThen(written(spoilt, random).getBytes(StandardCharsets.UTF_8), random);
  }

  private static JsonNode example(Operation operation) {
    var media = operation.json().at("/requestBody/content/application~1json");
    if (media.isMissingNode()) {
      return null;
    }
    return media.has("example") ? media.get("example") : media.at("/examples/several/value");
  }

  /** With a field less, or more, or with another value, at some depth. */
  private static JsonNode spoilt(JsonNode node, Random random) {
    return switch (node) {
      case ObjectNode object when !object.isEmpty() -> {
        var name = oneOf(List.copyOf(object.propertyNames()), random);
        switch (random.nextInt(6)) {
          case 0 -> object.remove(name);
          case 1 -> object.set(oneOf(ODD_TEXTS, random), oddValue(random));
          case 2, 3 -> object.set(name, oddValue(random));
          default -> object.set(name, spoilt(object.get(name), random));
        }
        yield object;
      }
      case ArrayNode array when !array.isEmpty() -> {
        var place = random.nextInt(array.size());
        switch (random.nextInt(4)) {
          case 0 -> array.add(oddValue(random));
          case 1 -> array.add(array.get(place).deepCopy());
          case 2 -> array.set(place, oddValue(random));
          default -> array.set(place, spoilt(array.get(place), random));
        }
        yield array;
      }
      default -> oddValue(random);
    };
  }

  private static JsonNode oddValue(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2, 3 -> NODES.stringNode(oneOf(ODD_TEXTS, random));
      case 4 -> NODES.objectNode();
      case 5 -> NODES.arrayNode();
      case 6 -> nested(random.nextInt(130));
      case 7 -> NODES.arrayNode().add(NODES.nullNode()).add(1).add("x");
      default -> NODES.stringNode("NUMBER");
    };
  }

  private static JsonNode nested(int depth) {
    JsonNode node = NODES.objectNode();
    for (var i = 0; i < depth; i++) {
      node = i % 2 == 0 ? NODES.arrayNode().add(node) : NODES.objectNode().set("a", node);
    }
    return node;
  }

  /** Numbers that a tree of Java's values could not hold are put in as text. */
  private static String written(JsonNode node, Random random) {
    return escaped(node.toString()).replace("\"NUMBER\"", oneOf(ODD_NUMBERS, random));
  }

  private static String escaped(String json) {
    var text = new StringBuilder(json.length());
    for (var i = 0; i < json.length(); i++) {
      var unit = json.charAt(i);
      text.append(
          Character.isSurrogate(unit) ? "\\u%04x".formatted((int) unit) : String.valueOf(unit));
    }
    return text.toString();
  }

  private static byte[] brokenNowAndThen(byte[] body, Random random) {
    if (random.nextInt(8) > 0 || body.length == 0) {
      return body;
    }
    var broken = body.clone();
    for (var i = 0; i < 1 + random.nextInt(4); i++) {
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
    }
    return random.nextBoolean() ? broken : Arrays.copyOf(body, body.length / 2);
  }

  private static <T> T oneOf(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
