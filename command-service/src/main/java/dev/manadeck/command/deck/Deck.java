package dev.manadeck.command.deck;

import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckEvent.DetailsChanged;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.EventType;
import dev.manadeck.events.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deck as decisions see it. Every field but {@code cards} is fixed. */
public record Deck(
    DeckId id,
    UserId owner,
    DeckDetails details,
    boolean isPublic,
    @Nullable Instant featuredAt,
    boolean isDeleted,
    CardIndex cards,
    int cardCount,
    long version,
    Instant createdAt,
    Instant updatedAt) {
  public static final int MOST_CARDS = 10_000;

  public boolean isFeatured() {
    return featuredAt != null;
  }

  boolean isOwnedBy(UserId user) {
    return owner.equals(user);
  }

  Deck withDetails(DeckDetails newDetails, Instant at) {
    return changed(newDetails, isPublic, featuredAt, isDeleted, at);
  }

  Deck withVisibility(boolean nowPublic, Instant at) {
    return changed(details, nowPublic, featuredAt, isDeleted, at);
  }

  Deck withFeatured(@Nullable Instant since, Instant at) {
    return changed(details, isPublic, since, isDeleted, at);
  }

  Deck withDeleted(boolean nowDeleted, Instant at) {
    return changed(details, isPublic, featuredAt, nowDeleted, at);
  }

  Deck withCardsChanged(Instant at) {
    return changed(details, isPublic, featuredAt, isDeleted, at);
  }

  /** Its id is told elsewhere. */
  public void write(PartWriter part) {
    part.text(owner.value())
        .event(new DetailsChanged(id, details, updatedAt))
        .flag(isPublic)
        .timeIfAny(featuredAt)
        .flag(isDeleted)
        .number(version)
        .time(createdAt)
        .time(updatedAt);
    cards.write(part);
  }

  public static Deck read(DeckId id, PartReader part) {
    var owner = new UserId(part.text());
    var details = part.event(EventType.DECK_DETAILS_CHANGED, DetailsChanged.class).details();
    var isPublic = part.flag();
    var featuredAt = part.timeIfAny();
    var isDeleted = part.flag();
    var version = part.number();
    var createdAt = part.time();
    var updatedAt = part.time();
    var cards = CardIndex.read(part);
    return new Deck(
        id,
        owner,
        details,
        isPublic,
        featuredAt,
        isDeleted,
        cards,
        cards.size(),
        version,
        createdAt,
        updatedAt);
  }

  private Deck changed(
      DeckDetails newDetails,
      boolean nowPublic,
      @Nullable Instant newFeaturedAt,
      boolean nowDeleted,
      Instant at) {
    return new Deck(
        id,
        owner,
        newDetails,
        nowPublic,
        newFeaturedAt,
        nowDeleted,
        cards,
        cards.size(),
        version + 1,
        createdAt,
        at);
  }
}
