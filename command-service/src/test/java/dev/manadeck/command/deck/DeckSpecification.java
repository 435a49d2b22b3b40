package dev.manadeck.command.deck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.command.verdict.Verdict;
import dev.manadeck.events.DeckEvent;
import java.util.List;

/** Given these events, when this is asked, then that is decided. */
final class DeckSpecification {
  private final Deck deck;

  private DeckSpecification(Deck deck) {
    this.deck = deck;
  }

  static DeckSpecification given(DeckEvent... events) {
    return new DeckSpecification(DeckStories.deckAfter(events));
  }

  DeckSpecification and(DeckEvent... events) {
    var later = deck;
    for (var event : events) {
      later = DeckDecider.evolve(later, event);
    }
    return new DeckSpecification(later);
  }

  Decided when(DeckCommand command, CommandContext context) {
    return new Decided(deck, DeckDecider.decide(deck, command, context));
  }

  Deck deck() {
    return deck;
  }

  record Decided(Deck before, Verdict<DeckEvent> verdict) {
    Deck then(DeckEvent... events) {
      assertThat(verdict).isEqualTo(Verdict.accepted(List.of(events)));
      var after = before;
      for (var event : events) {
        after = DeckDecider.evolve(after, event);
      }
      return after;
    }

    void thenNothing() {
      then();
    }

    void thenRefused(RefusalKind kind) {
      thenRefused(kind, null);
    }

    void thenRefused(RefusalKind kind, String pointer) {
      assertThat(verdict).isInstanceOf(Verdict.Refused.class);
      var refusal = ((Verdict.Refused<DeckEvent>) verdict).refusal();
      assertThat(refusal.kind()).as(refusal.reason()).isEqualTo(kind);
      assertThat(refusal.pointer()).isEqualTo(pointer);
      assertThat(refusal.reason()).matches("Expected .+, but .+");
    }
  }
}
