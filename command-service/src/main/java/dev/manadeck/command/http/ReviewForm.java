package dev.manadeck.command.http;

import dev.manadeck.command.http.ReviewBatch.Item;
import dev.manadeck.command.study.GivenReview;
import dev.manadeck.events.CardId;
import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.WireNamed;
import dev.manadeck.scheduling.Grade;
import dev.manadeck.web.problem.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client may write about reviews. */
final class ReviewForm {
  private static final int MOST_REVIEWS = 1_000;
  private static final int BEST_QUALITY = 5;
  private static final int LONGEST_MS = Math.toIntExact(Duration.ofDays(1).toMillis());
  private static final Map<String, Rating> RATINGS = WireNamed.all(Rating.class);

  private ReviewForm() {}

  static GivenReview one(ObjectNode body, CardId card, Supplier<ReviewId> newId) {
    var form = Form.of(body);
    var review = read(form, card, newId);
    form.check();
    return Objects.requireNonNull(review);
  }

  static ReviewBatch batch(ObjectNode body, Supplier<ReviewId> newId) {
    var form = Form.of(body);
    form.require("reviews");
    var elements = form.anything("reviews", MOST_REVIEWS);
    form.check();
    var given = Objects.requireNonNull(elements);
    var items = new ArrayList<Item>(given.size());
    for (var i = 0; i < given.size(); i++) {
      items.add(item(given.get(i), "/reviews/%d".formatted(i), newId));
    }
    return new ReviewBatch(items);
  }

  private static Item item(JsonNode element, String pointer, Supplier<ReviewId> newId) {
    if (!(element instanceof ObjectNode object)) {
      return new Item.Unreadable(
          List.of(new FieldError(pointer, "Expected an object, but got something else")));
    }
    var form = Form.ofPart(object, pointer);
    form.require("cardId");
    var card = form.parsed("cardId", Form.UUID_LENGTH, CardId::of);
    var review = read(form, card, newId);
    var errors = form.errors();
    return errors.isEmpty() && review != null
        ? new Item.Readable(review, form.isGiven("reviewId"))
        : new Item.Unreadable(errors);
  }

  /** Of use only if the form found nothing wrong. */
  private static @Nullable GivenReview read(
      Form form, @Nullable CardId card, Supplier<ReviewId> newId) {
    var rating = form.choice("rating", RATINGS);
    var quality = form.number("quality", 0, BEST_QUALITY);
    if (form.isGiven("rating") == form.isGiven("quality")) {
      form.wrong("rating", "Expected either a rating or a quality, but got both or none");
    }
    var reviewId = form.parsed("reviewId", Form.UUID_LENGTH, ReviewId::of);
    var reviewedAt = form.instant("reviewedAt");
    var timeTakenMs = form.number("timeTakenMs", 0, LONGEST_MS);
    var sessionId = form.parsed("sessionId", Form.UUID_LENGTH, SessionId::of);
    var timeZone = form.timeZone("timeZone");
    var dayStartHour = form.number("dayStartHour", 0, Form.LAST_HOUR);
    var given = quality == null ? rating : ratingOf(quality);
    return card == null || given == null
        ? null
        : new GivenReview(
            reviewId == null ? newId.get() : reviewId,
            card,
            given,
            quality,
            reviewedAt,
            timeTakenMs,
            sessionId,
            timeZone,
            dayStartHour);
  }

  private static Rating ratingOf(int quality) {
    return switch (Grade.ofQuality(quality)) {
      case AGAIN -> Rating.AGAIN;
      case HARD -> Rating.HARD;
      case GOOD -> Rating.GOOD;
      case EASY -> Rating.EASY;
    };
  }
}
