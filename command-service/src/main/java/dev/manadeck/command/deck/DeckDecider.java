package dev.manadeck.command.deck;

import static dev.manadeck.command.verdict.Verdict.accepted;
import static dev.manadeck.command.verdict.Verdict.refused;

import dev.manadeck.command.deck.DeckCommand.AddCards;
import dev.manadeck.command.deck.DeckCommand.ChangeCard;
import dev.manadeck.command.deck.DeckCommand.ChangeDeck;
import dev.manadeck.command.deck.DeckCommand.CreateDeck;
import dev.manadeck.command.deck.DeckCommand.DeleteDeck;
import dev.manadeck.command.deck.DeckCommand.FeatureDeck;
import dev.manadeck.command.deck.DeckCommand.RemoveCard;
import dev.manadeck.command.deck.DeckCommand.ReorderCards;
import dev.manadeck.command.deck.DeckCommand.RestoreDeck;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.command.verdict.Verdict;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.CardChanged;
import dev.manadeck.events.DeckEvent.CardRemoved;
import dev.manadeck.events.DeckEvent.CardsReordered;
import dev.manadeck.events.DeckEvent.DeckCreated;
import dev.manadeck.events.DeckEvent.DeckDeleted;
import dev.manadeck.events.DeckEvent.DeckFeatured;
import dev.manadeck.events.DeckEvent.DeckRestored;
import dev.manadeck.events.DeckEvent.DeckUnfeatured;
import dev.manadeck.events.DeckEvent.DetailsChanged;
import dev.manadeck.events.DeckEvent.VisibilityChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of decks. A deck that was never created is {@code null}. */
public final class DeckDecider {
  private DeckDecider() {}

  public static Verdict<DeckEvent> decide(
      @Nullable Deck deck, DeckCommand command, CommandContext context) {
    return switch (command) {
      case CreateDeck create -> create(deck, create, context);
      case ChangeDeck change ->
          DeckAccess.byOwner(deck, context).decide(own -> change(own, change, context));
      case DeleteDeck _ ->
          DeckAccess.byOwner(deck, context)
              .decide(own -> accepted(List.of(new DeckDeleted(own.id(), context.at()))));
      case RestoreDeck _ ->
          DeckAccess.toRestore(deck, context).decide(own -> restore(own, context));
      case FeatureDeck feature ->
          DeckAccess.byAdmin(deck, context).decide(any -> feature(any, feature, context));
      case AddCards add ->
          DeckAccess.byOwner(deck, context)
              .decide(own -> CardRules.add(own, add.cards(), context.at()));
      case ChangeCard change ->
          DeckAccess.byOwnerOfCard(deck, change.cardId(), context)
              .decide(own -> CardRules.change(own, change, context.at()));
      case RemoveCard remove ->
          DeckAccess.byOwnerOfCard(deck, remove.cardId(), context)
              .decide(
                  own ->
                      accepted(List.of(new CardRemoved(own.id(), remove.cardId(), context.at()))));
      case ReorderCards reorder ->
          DeckAccess.byOwner(deck, context)
              .decide(own -> CardRules.reorder(own, reorder.cardIds(), context.at()));
    };
  }

  public static @Nullable Deck evolve(@Nullable Deck deck, DeckEvent event) {
    if (event instanceof DeckCreated created) {
      return deck == null ? created(created) : deck;
    }
    return deck == null ? null : evolveExisting(deck, event);
  }

  private static Deck created(DeckCreated event) {
    return new Deck(
        event.deckId(),
        event.userId(),
        event.details(),
        event.isPublic(),
        null,
        false,
        new CardIndex(),
        0,
        1,
        event.occurredAt(),
        event.occurredAt());
  }

  private static Deck evolveExisting(Deck deck, DeckEvent event) {
    return switch (event) {
      case DeckCreated _ -> deck;
      case DetailsChanged changed -> deck.withDetails(changed.details(), changed.occurredAt());
      case VisibilityChanged changed ->
          deck.withVisibility(changed.isPublic(), changed.occurredAt());
      case DeckFeatured featured -> deck.withFeatured(featured.occurredAt(), featured.occurredAt());
      case DeckUnfeatured unfeatured -> deck.withFeatured(null, unfeatured.occurredAt());
      case DeckDeleted deleted -> deck.withDeleted(true, deleted.occurredAt());
      case DeckRestored restored -> deck.withDeleted(false, restored.occurredAt());
      case CardAdded added -> {
        deck.cards()
            .add(added.cardId(), added.position(), added.card().cardType(), added.occurredAt());
        yield deck.withCardsChanged(added.occurredAt());
      }
      case CardChanged changed -> {
        CardRules.applyTo(deck.cards(), changed);
        yield deck.withCardsChanged(changed.occurredAt());
      }
      case CardRemoved removed -> {
        deck.cards().remove(removed.cardId());
        yield deck.withCardsChanged(removed.occurredAt());
      }
      case CardsReordered reordered -> {
        deck.cards().reorder(reordered.cardIds());
        yield deck.withCardsChanged(reordered.occurredAt());
      }
    };
  }

  private static Verdict<DeckEvent> create(
      @Nullable Deck deck, CreateDeck command, CommandContext context) {
    if (deck != null) {
      return refused(
          RefusalKind.CONFLICT,
          "Expected a new deck id, but %s is taken".formatted(command.deckId()));
    }
    if (context.expectedVersion() != null) {
      return refused(
          RefusalKind.STALE_VERSION,
          "Expected version %d, but the deck is new".formatted(context.expectedVersion()));
    }
    var created =
        new DeckCreated(
            command.deckId(), context.actor(), command.details(), command.isPublic(), context.at());
    return switch (CardRules.add(created(created), command.cards(), context.at())) {
      case Verdict.Accepted<DeckEvent>(var cards) -> {
        var events = new ArrayList<DeckEvent>();
        events.add(created);
        events.addAll(cards);
        yield accepted(events);
      }
      case Verdict.Refused<DeckEvent> refused -> refused;
    };
  }

  private static Verdict<DeckEvent> change(Deck deck, ChangeDeck command, CommandContext context) {
    var events = new ArrayList<DeckEvent>();
    var details = command.changes().applyTo(deck.details());
    if (!details.equals(deck.details())) {
      events.add(new DetailsChanged(deck.id(), details, context.at()));
    }
    var isPublic = Optional.ofNullable(command.changes().isPublic()).orElse(deck.isPublic());
    if (isPublic != deck.isPublic()) {
      if (deck.isFeatured()) {
        events.add(new DeckUnfeatured(deck.id(), context.at()));
      }
      events.add(new VisibilityChanged(deck.id(), isPublic, context.at()));
    }
    return accepted(events);
  }

  private static Verdict<DeckEvent> restore(Deck deck, CommandContext context) {
    return accepted(
        deck.isDeleted() ? List.of(new DeckRestored(deck.id(), context.at())) : List.of());
  }

  private static Verdict<DeckEvent> feature(
      Deck deck, FeatureDeck command, CommandContext context) {
    if (command.featured() == deck.isFeatured()) {
      return accepted(List.of());
    }
    if (!command.featured()) {
      return accepted(List.of(new DeckUnfeatured(deck.id(), context.at())));
    }
    return deck.isPublic()
        ? accepted(List.of(new DeckFeatured(deck.id(), context.at())))
        : refused(
            RefusalKind.CONFLICT,
            "Expected a public deck to feature, but %s is private".formatted(deck.id()));
  }
}
