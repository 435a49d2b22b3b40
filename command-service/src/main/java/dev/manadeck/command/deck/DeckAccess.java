package dev.manadeck.command.deck;

import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.command.verdict.Refusal;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.command.verdict.Verdict;
import dev.manadeck.events.CardId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who may do what with which deck, and whether the deck is still the one that the client saw. */
public sealed interface DeckAccess {
  record Granted(Deck deck) implements DeckAccess {}

  record Denied(Refusal refusal) implements DeckAccess {}

  default <E> Verdict<E> decide(Function<Deck, Verdict<E>> rule) {
    return switch (this) {
      case Granted(var deck) -> rule.apply(deck);
      case Denied(var refusal) -> new Verdict.Refused<>(refusal);
    };
  }

  static DeckAccess byOwner(@Nullable Deck deck, CommandContext context) {
    return atVersion(owned(deck, context), context);
  }

  static DeckAccess byOwnerOfCard(@Nullable Deck deck, CardId card, CommandContext context) {
    if (!(owned(deck, context) instanceof Granted(var own))) {
      return owned(deck, context);
    }
    if (!own.cards().contains(card)) {
      return denied(
          RefusalKind.NOT_FOUND,
          "Expected a card of deck %s, but %s is none".formatted(own.id(), card));
    }
    return atVersion(own, own.cards().versionOf(card), context);
  }

  static DeckAccess toStudy(@Nullable Deck deck, CommandContext context) {
    return atVersion(visible(deck, context), context);
  }

  /** The version that the client expects is the review's. */
  static DeckAccess toUndoReview(@Nullable Deck deck, CommandContext context) {
    return visible(deck, context);
  }

  static DeckAccess toRestore(@Nullable Deck deck, CommandContext context) {
    return deck != null && deck.isDeleted() && deck.isOwnedBy(context.actor())
        ? atVersion(deck, deck.version(), context)
        : byOwner(deck, context);
  }

  static DeckAccess byAdmin(@Nullable Deck deck, CommandContext context) {
    return switch (visible(deck, context)) {
      case Granted(var seen) when !context.isAdmin() ->
          denied(
              RefusalKind.FORBIDDEN,
              "Expected an admin to feature deck %s, but the caller is none".formatted(seen.id()));
      case Granted(var seen) -> atVersion(seen, seen.version(), context);
      case Denied denied -> denied;
    };
  }

  private static DeckAccess owned(@Nullable Deck deck, CommandContext context) {
    return switch (visible(deck, context)) {
      case Granted(var seen) when !seen.isOwnedBy(context.actor()) ->
          denied(
              RefusalKind.FORBIDDEN,
              "Expected the owner of deck %s, but the caller is not".formatted(seen.id()));
      case Granted granted -> granted;
      case Denied denied -> denied;
    };
  }

  private static DeckAccess visible(@Nullable Deck deck, CommandContext context) {
    return deck != null && !deck.isDeleted() && (deck.isPublic() || deck.isOwnedBy(context.actor()))
        ? new Granted(deck)
        : denied(RefusalKind.NOT_FOUND, "Expected a deck, but there is none with this id");
  }

  private static DeckAccess atVersion(DeckAccess access, CommandContext context) {
    return access instanceof Granted(var deck) ? atVersion(deck, deck.version(), context) : access;
  }

  private static DeckAccess atVersion(Deck deck, long version, CommandContext context) {
    var expected = context.expectedVersion();
    return expected == null || expected == version
        ? new Granted(deck)
        : denied(
            RefusalKind.STALE_VERSION,
            "Expected version %d, but it is at %d".formatted(expected, version));
  }

  private static DeckAccess denied(RefusalKind kind, String reason) {
    return new Denied(new Refusal(kind, reason, null));
  }
}
