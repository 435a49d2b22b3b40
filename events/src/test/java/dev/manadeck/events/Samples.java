package dev.manadeck.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Of each type one example with every field, and one with none that may be absent. */
public final class Samples {
  private static final DeckId DECK = DeckId.of("0199a1b2-c3d4-7e5f-8a6b-000000000d01");
  private static final CardId CARD = CardId.of("0199a1b2-c3d4-7e5f-8a6b-000000000c01");
  private static final CardId OTHER_CARD = CardId.of("0199a1b2-c3d4-7e5f-8a6b-000000000c02");
  private static final SessionId SESSION = SessionId.of("0199a1b2-c3d4-7e5f-8a6b-000000000501");
  private static final ReviewId REVIEW = ReviewId.of("0199a1b2-c3d4-7e5f-8a6b-000000000901");
  private static final UserId USER = new UserId("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ");
  private static final UserId ADMIN = new UserId("auth0|Zoë 🂡");
  private static final Instant NOW = Instant.parse("2026-03-01T22:59:59.123456Z");
  private static final Instant WHOLE_SECOND = Instant.parse("2026-03-01T23:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final Envelope FULL_ENVELOPE =
      new Envelope(
          EventId.of("0199a1b2-c3d4-7e5f-8a6b-000000000e01"),
          ADMIN,
          new CommandId("phone-7/attempt 2"),
          "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg",
          42,
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  private static final Envelope MINIMAL_ENVELOPE =
      new Envelope(
          EventId.of("0199a1b2-c3d4-7e5f-8a6b-000000000e02"),
          USER,
          new CommandId("0199a1b2-c3d4-7e5f-8a6b-00000000a002"),
          null,
          1,
          null);

  private static final SchedulingSettings FULL_SETTINGS =
      new SchedulingSettings(
          Scheduler.SM2,
          0.85,
          365,
          List.of(0.212, 1.2931, 36500.0),
          List.of("1m"),
          List.of(),
          true);
  private static final DeckDetails FULL_DETAILS =
      new DeckDetails(
          "Norwegian: æ, ø, å",
          "The first \"hundred\" words\nand their genders",
          "https://example.org/cover.png?size=2",
          FULL_SETTINGS,
          List.of("language", "norsk 🇳🇴"),
          object(
              """
              {"colour":null,"shelf":{"row":3,"tilt":-0.5},"seen":[true,12345678901234567890]}
              """));
  private static final DeckDetails MINIMAL_DETAILS =
      new DeckDetails("Untitled", null, null, SchedulingSettings.DEFAULT, List.of(), object("{}"));
  private static final JsonNode FLASHCARD =
      object(
          """
          {"front":"hunden","back":"the dog 🐕","hints":[{"text":"barks"},null]}
          """);

  private Samples() {}

  public static Map<String, Recorded> of(EventType type) {
    var samples = new LinkedHashMap<String, Recorded>();
    samples.put("full", full(type));
    samples.put("minimal", minimal(type));
    return samples;
  }

  public static Recorded full(EventType type) {
    return new Recorded(FULL_ENVELOPE, fullEvent(type));
  }

  public static Recorded minimal(EventType type) {
    return new Recorded(MINIMAL_ENVELOPE, minimalEvent(type));
  }

  private static Event fullEvent(EventType type) {
    return switch (type) {
      case DECK_CREATED -> new DeckEvent.DeckCreated(DECK, USER, FULL_DETAILS, true, NOW);
      case DECK_DETAILS_CHANGED -> new DeckEvent.DetailsChanged(DECK, FULL_DETAILS, NOW);
      case DECK_VISIBILITY_CHANGED -> new DeckEvent.VisibilityChanged(DECK, true, NOW);
      case DECK_FEATURED -> new DeckEvent.DeckFeatured(DECK, NOW);
      case DECK_UNFEATURED -> new DeckEvent.DeckUnfeatured(DECK, NOW);
      case DECK_DELETED -> new DeckEvent.DeckDeleted(DECK, NOW);
      case DECK_RESTORED -> new DeckEvent.DeckRestored(DECK, NOW);
      case CARD_ADDED ->
          new DeckEvent.CardAdded(
              DECK,
              CARD,
              7,
              new CardDetails("Animals", FLASHCARD, CardType.FLASHCARD, "gpt-x", "A dog, please"),
              NOW);
      case CARD_CHANGED ->
          new DeckEvent.CardChanged(
              DECK,
              CARD,
              3,
              new CardChanges(
                  new CardChanges.Text("Pets"),
                  FLASHCARD,
                  CardType.FLASHCARD,
                  new CardChanges.Text(null),
                  new CardChanges.Text("")),
              NOW);
      case CARD_REMOVED -> new DeckEvent.CardRemoved(DECK, CARD, NOW);
      case CARDS_REORDERED -> new DeckEvent.CardsReordered(DECK, List.of(OTHER_CARD, CARD), NOW);
      case CARD_REVIEWED ->
          new ReviewEvent.CardReviewed(
              DECK,
              CARD,
              REVIEW,
              USER,
              SESSION,
              Rating.HARD,
              3,
              Instant.parse("2026-03-01T02:30:00.5Z"),
              4321,
              BERLIN,
              4,
              LocalDate.of(2026, 2, 28),
              FULL_SETTINGS,
              NOW);
      case REVIEW_UNDONE ->
          new ReviewEvent.ReviewUndone(
              DECK, CARD, REVIEW, USER, Rating.HARD, 4321, LocalDate.of(2026, 2, 28), NOW);
      case CARD_MARKED -> new ReviewEvent.CardMarked(DECK, CARD, USER, Mark.FAVORITE, true, NOW);
      case SESSION_STARTED ->
          new SessionEvent.SessionStarted(
              DECK,
              SESSION,
              USER,
              SessionMode.REVIEW,
              List.of(CARD, OTHER_CARD),
              2,
              BERLIN,
              4,
              NOW);
      case SESSION_COMPLETED ->
          new SessionEvent.SessionCompleted(DECK, SESSION, USER, 10, 9, 8, 12, 11, true, 754, NOW);
      case LEARNER_PROFILE_CHANGED ->
          new LearnerEvent.ProfileChanged(USER, "Åse ✨", BERLIN, 5, true, NOW);
    };
  }

  private static Event minimalEvent(EventType type) {
    return switch (type) {
      case DECK_CREATED ->
          new DeckEvent.DeckCreated(DECK, USER, MINIMAL_DETAILS, false, WHOLE_SECOND);
      case DECK_DETAILS_CHANGED ->
          new DeckEvent.DetailsChanged(DECK, MINIMAL_DETAILS, WHOLE_SECOND);
      case DECK_VISIBILITY_CHANGED -> new DeckEvent.VisibilityChanged(DECK, false, WHOLE_SECOND);
      case DECK_FEATURED -> new DeckEvent.DeckFeatured(DECK, WHOLE_SECOND);
      case DECK_UNFEATURED -> new DeckEvent.DeckUnfeatured(DECK, WHOLE_SECOND);
      case DECK_DELETED -> new DeckEvent.DeckDeleted(DECK, WHOLE_SECOND);
      case DECK_RESTORED -> new DeckEvent.DeckRestored(DECK, WHOLE_SECOND);
      case CARD_ADDED ->
          new DeckEvent.CardAdded(
              DECK,
              CARD,
              0,
              new CardDetails(null, object("{}"), CardType.TEXT, null, null),
              WHOLE_SECOND);
      case CARD_CHANGED ->
          new DeckEvent.CardChanged(
              DECK, CARD, 2, new CardChanges(null, null, null, null, null), WHOLE_SECOND);
      case CARD_REMOVED -> new DeckEvent.CardRemoved(DECK, CARD, WHOLE_SECOND);
      case CARDS_REORDERED -> new DeckEvent.CardsReordered(DECK, List.of(), WHOLE_SECOND);
      case CARD_REVIEWED ->
          new ReviewEvent.CardReviewed(
              DECK,
              CARD,
              REVIEW,
              USER,
              null,
              Rating.AGAIN,
              null,
              WHOLE_SECOND,
              null,
              ZoneOffset.UTC,
              0,
              LocalDate.of(2026, 3, 1),
              null,
              WHOLE_SECOND);
      case REVIEW_UNDONE ->
          new ReviewEvent.ReviewUndone(
              DECK, CARD, REVIEW, USER, Rating.AGAIN, null, LocalDate.of(2026, 3, 1), WHOLE_SECOND);
      case CARD_MARKED ->
          new ReviewEvent.CardMarked(DECK, CARD, USER, Mark.SUSPENDED, false, WHOLE_SECOND);
      case SESSION_STARTED ->
          new SessionEvent.SessionStarted(
              DECK, SESSION, USER, SessionMode.ALL, null, 0, ZoneOffset.UTC, 0, WHOLE_SECOND);
      case SESSION_COMPLETED ->
          new SessionEvent.SessionCompleted(
              DECK, SESSION, USER, 0, 0, 0, 0, 0, false, 0, WHOLE_SECOND);
      case LEARNER_PROFILE_CHANGED ->
          new LearnerEvent.ProfileChanged(USER, null, ZoneOffset.UTC, 0, false, WHOLE_SECOND);
    };
  }

  private static ObjectNode object(String json) {
    return JsonMapper.shared().readValue(json, ObjectNode.class);
  }
}
