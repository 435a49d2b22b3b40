package dev.manadeck.bench.log;

import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.DeckCreated;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** A learner's own deck. */
record Deck(DeckId id, UserId owner, List<CardId> cards) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static Deck of(Scribe scribe, int learner, int cardCount) {
    return new Deck(
        new DeckId(scribe.id()),
        new UserId("learner-%06d-made-up".formatted(learner)),
        Stream.generate(() -> new CardId(scribe.id())).limit(cardCount).toList());
  }

  void recordBy(Scribe scribe) {
    DeckDetails details =
        new DeckDetails(
            "Birds of the garden",
            "Heard before seen",
            null,
            SchedulingSettings.DEFAULT,
            List.of("nature"),
            JSON.objectNode());
    List<DeckEvent> events = new ArrayList<>();
    events.add(new DeckCreated(id, owner, details, false, scribe.now()));
    for (int position = 0; position < cards.size(); position++) {
      events.add(new CardAdded(id, cards.get(position), position, card(position), scribe.now()));
    }
    scribe.record(owner, "create-deck", 1, events);
  }

  private static CardDetails card(int position) {
    return new CardDetails(
        null,
        JSON.objectNode()
            .put("front", "Which bird sings verse %d?".formatted(position))
            .put("back", "The blackbird, Turdus merula"),
        CardType.FLASHCARD,
        null,
        null);
  }

  /** After the deck and its cards were recorded. */
  long version() {
    return cards.size() + 1L;
  }
}
