package dev.manadeck.command.deck;

import dev.manadeck.command.verdict.CommandContext;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One deck, its people and its cards, to tell stories with. */
public final class DeckStories {
  public static final DeckId DECK = DeckId.of("0197a000-0000-7000-8000-000000000001");
  public static final UserId OWNER = new UserId("owner");
  public static final UserId STRANGER = new UserId("stranger");
  public static final UserId ADMIN = new UserId("admin");
  public static final Instant LONG_AGO = Instant.parse("2026-01-01T08:00:00Z");
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private DeckStories() {}

  public static CommandContext by(UserId actor) {
    return new CommandContext(actor, actor.equals(ADMIN), NOW, null);
  }

  public static CommandContext by(UserId actor, long expectedVersion) {
    return new CommandContext(actor, actor.equals(ADMIN), NOW, expectedVersion);
  }

  public static CardId card(int number) {
    return new CardId(new UUID(0x0197_a000_0000_7000L, 0x8000_0000_0000_0000L + number));
  }

  public static List<CardId> cards(int... numbers) {
    return IntStream.of(numbers).mapToObj(DeckStories::card).toList();
  }

  public static DeckDetails details(String title) {
    return new DeckDetails(
        title,
        null,
        null,
        SchedulingSettings.DEFAULT,
        List.of("tag"),
        JsonNodeFactory.instance.objectNode());
  }

  public static DeckCreated created(boolean isPublic) {
    return new DeckCreated(DECK, OWNER, details("Birds"), isPublic, LONG_AGO);
  }

  public static DeckCreated createdPrivate() {
    return created(false);
  }

  public static DeckCreated createdPublic() {
    return created(true);
  }

  public static CardAdded added(int number, int position) {
    return new CardAdded(DECK, card(number), position, textCard("text " + number), LONG_AGO);
  }

  /** With cards 0 to {@code count} - 1 at the positions of their numbers. */
  public static DeckEvent[] deckOf(int count, boolean isPublic) {
    var events = new DeckEvent[count + 1];
    events[0] = created(isPublic);
    for (var i = 0; i < count; i++) {
      events[i + 1] = added(i, i);
    }
    return events;
  }

  public static Deck deckAfter(DeckEvent... events) {
    Deck deck = null;
    for (var event : events) {
      deck = DeckDecider.evolve(deck, event);
    }
    return deck;
  }

  public static CardDetails textCard(String text) {
    return new CardDetails(null, textContent(text), CardType.TEXT, null, null);
  }

  public static ObjectNode textContent(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }
}
