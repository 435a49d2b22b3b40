package dev.manadeck.local.demo;

import dev.manadeck.local.auth.LocalTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the API as the learners of the demo would. Every call has its fixed id and idempotency key,
 * so that filling in a second time adds nothing.
 */
public final class Demo {
  private static final String DECKS = "decks.json";

  private final DemoClient client;
  private final LocalDate today;

  /**
   * @param api where clients call ManaDeck
   * @param tokens to call it as anybody
   * @param today the learners have studied in the weeks before
   */
  public Demo(URI api, LocalTokens tokens, LocalDate today) {
    this.client = new DemoClient(api, tokens);
    this.today = today;
  }

  /** What is there afterwards, whether it was added now or before. */
  public record Outcome(int decks, int reviews, List<String> learners) {
    public Outcome {
      learners = List.copyOf(learners);
    }
  }

  /**
   * @throws DemoFailedException if the API does not take it
   */
  public Outcome fillIn() {
    List<JsonNode> decks = decks();
    SequencedSet<String> learners = new LinkedHashSet<>();
    int reviews = 0;
    for (JsonNode deck : decks) {
      String learner = deck.required("learner").asString();
      JsonNode creation = deck.required("creation");
      client.create(learner, "/api/decks", creation);
      if (learners.add(learner)) {
        introduce(learner);
      }
      reviews += study(learner, creation);
    }
    return new Outcome(decks.size(), reviews, List.copyOf(learners));
  }

  private void introduce(String learner) {
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    profile.put("displayName", learner);
    profile.put("onLeaderboard", true);
    client.write(learner, "PUT", "/api/me/profile", "profile-" + learner, profile);
  }

  /** Uploaded together, as by a device that was offline for weeks. */
  private int study(String learner, JsonNode deck) {
    ArrayNode reviews = new WeeksOfStudy(learner, today).of(deck.required("cards"));
    ObjectNode upload = JsonNodeFactory.instance.objectNode();
    upload.set("reviews", reviews);
    String id = deck.required("id").asString();
    client.write(
        learner,
        "POST",
        "/api/decks/%s/reviews".formatted(id),
        "reviews-%s-%s-%s".formatted(learner, id, today),
        upload);
    return reviews.size();
  }

  private static List<JsonNode> decks() {
    try (InputStream file = Demo.class.getResourceAsStream(DECKS)) {
      if (file == null) {
        throw new IllegalStateException("Expected the demo's decks in " + DECKS);
      }
      return new ArrayList<>(JsonMapper.shared().readTree(file).values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
