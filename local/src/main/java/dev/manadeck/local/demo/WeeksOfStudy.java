package dev.manadeck.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Four weeks in which a learner studied some cards every evening. The same learner, card and day
 * always give the same review, under the same id.
 */
record WeeksOfStudy(String learner, LocalDate today) {
  private static final int DAYS = 28;
  private static final int EVERY_SO_MANY_DAYS = 4;
  private static final LocalTime EVENING = LocalTime.of(18, 0);

  /** Mostly good, as learners are. */
  private static final String[] RATINGS = {
    "again", "hard", "good", "good", "good", "good", "good", "easy"
  };

  ArrayNode of(JsonNode cards) {
    ArrayNode reviews = JsonNodeFactory.instance.arrayNode();
    for (int daysAgo = DAYS; daysAgo > 0; daysAgo--) {
      LocalDate day = today.minusDays(daysAgo);
      for (int i = 0; i < cards.size(); i++) {
        if ((i + day.toEpochDay()) % EVERY_SO_MANY_DAYS == 0) {
          addReview(reviews, cards.get(i).required("id").asString(), day, i);
        }
      }
    }
    return reviews;
  }

  private void addReview(ArrayNode reviews, String card, LocalDate day, int minute) {
    UUID id = UUID.nameUUIDFromBytes("%s %s %s".formatted(learner, card, day).getBytes(UTF_8));
    reviews
        .addObject()
        .put("cardId", card)
        .put("reviewId", id.toString())
        .put("rating", RATINGS[Math.floorMod(id.hashCode(), RATINGS.length)])
        .put(
            "reviewedAt",
            day.atTime(EVENING.plusMinutes(minute)).toInstant(ZoneOffset.UTC).toString())
        .put("timeTakenMs", 3_000 + Math.floorMod(id.hashCode(), 9_000));
  }
}
