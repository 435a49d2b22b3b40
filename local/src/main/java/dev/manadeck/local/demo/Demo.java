package dev.manadeck.local.demo;

import dev.manadeck.local.auth.LocalTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the API as the learners of the demo would. Every call has its fixed id and idempotency key,
 * so that filling in a second time adds nothing.
 */
public final class Demo {
  private static final String DECKS = "decks.json";

  private final DemoClient client;

  /**
   * @param api where clients call ManaDeck
   * @param tokens to call it as anybody
   */
  public Demo(URI api, LocalTokens tokens) {
    this.client = new DemoClient(api, tokens);
  }

  /** What is there afterwards, whether it was added now or before. */
  public record Outcome(int decks, List<String> learners) {
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
    for (JsonNode deck : decks) {
      String learner = deck.required("learner").asString();
      JsonNode creation = deck.required("creation");
      client.create(learner, "/api/decks", creation);
      learners.add(learner);
    }
    return new Outcome(decks.size(), List.copyOf(learners));
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
