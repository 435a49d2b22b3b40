package dev.manadeck.command.http;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.machine.Aftermath;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckEvent.DeckCreated;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A deck as it is answered. */
record DeckJson(
    DeckId id,
    UserId userId,
    String title,
    @Nullable String description,
    @Nullable String coverImageUrl,
    boolean isPublic,
    boolean isFeatured,
    @Nullable Instant featuredAt,
    SchedulingSettings settings,
    List<String> tags,
    ObjectNode metadata,
    int cardCount,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  static DeckJson of(Deck deck) {
    var details = deck.details();
    return new DeckJson(
        deck.id(),
        deck.owner(),
        details.title(),
        details.description(),
        details.coverImageUrl(),
        deck.isPublic(),
        deck.isFeatured(),
        deck.featuredAt(),
        details.settings(),
        details.tags(),
        details.metadata(),
        deck.cardCount(),
        deck.version(),
        deck.createdAt(),
        deck.updatedAt());
  }

  /**
   * As it was answered to a command that came again.
   *
   * @param facts the command's own
   */
  static DeckJson then(List<Recorded> facts, DeckDetails details, Aftermath.OfDeckThen then) {
    var last = facts.getLast();
    var created = facts.getFirst().event() instanceof DeckCreated first ? first : null;
    return new DeckJson(
        ((DeckEvent) last.event()).deckId(),
        created == null ? existing(then).owner() : created.userId(),
        details.title(),
        details.description(),
        details.coverImageUrl(),
        then.isPublic(),
        then.featuredAt() != null,
        then.featuredAt(),
        details.settings(),
        details.tags(),
        details.metadata(),
        then.cardCount(),
        last.envelope().sequence(),
        created == null ? existing(then).createdAt() : created.occurredAt(),
        last.event().occurredAt());
  }

  private static Deck existing(Aftermath.OfDeckThen then) {
    return Objects.requireNonNull(then.now(), "Expected the deck that was changed");
  }
}
