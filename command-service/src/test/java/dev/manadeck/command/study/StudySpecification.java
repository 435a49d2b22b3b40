package dev.manadeck.command.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.deck.DeckDecider;
import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.study.StudyCommand.CompleteSession;
import dev.manadeck.command.study.StudyCommand.MarkCard;
import dev.manadeck.command.study.StudyCommand.StartSession;
import dev.manadeck.command.study.StudyCommand.UndoReview;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.command.verdict.Verdict;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.Event;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.SessionEvent;
import java.util.List;
import java.util.stream.Stream;

/** Given these events, when this is asked, then that is decided. */
final class StudySpecification {
  private final Study study = new Study(new RecentMemory(1 << 24));
  private Deck deck;
  private long offset;

  static StudySpecification given(Event... events) {
    return new StudySpecification().and(events);
  }

  StudySpecification and(Event... events) {
    for (var event : events) {
      switch (event) {
        case DeckEvent ofDeck -> deck = DeckDecider.evolve(deck, ofDeck);
        case SessionEvent ofSession -> study.evolve(ofSession);
        case ReviewEvent ofReview -> study.evolve(ofReview, Location.at("reviews", 0, offset++));
        case LearnerEvent _ -> throw new IllegalArgumentException("Not of a deck: " + event);
      }
    }
    return this;
  }

  StudySpecification and(Stream<? extends Event> events) {
    return and(events.toArray(Event[]::new));
  }

  Study study() {
    return study;
  }

  Decided<SessionEvent> when(StartSession command, CommandContext context) {
    return new Decided<>(StudyDecider.start(study, deck, command, context));
  }

  Decided<SessionEvent> when(CompleteSession command, CommandContext context) {
    return new Decided<>(StudyDecider.complete(study, command, context));
  }

  Decided<ReviewEvent> when(UndoReview command, CommandContext context) {
    return new Decided<>(StudyDecider.undo(study, deck, command, context));
  }

  Decided<ReviewEvent> when(MarkCard command, CommandContext context) {
    return new Decided<>(StudyDecider.mark(study, deck, command, context));
  }

  List<ReviewVerdict> when(List<GivenReview> reviews, CommandContext context) {
    return ReviewDecider.decide(study, deck, reviews, context);
  }

  Judged when(GivenReview review, CommandContext context) {
    return new Judged(when(List.of(review), context).getFirst());
  }

  record Decided<E>(Verdict<E> verdict) {
    void then(E event) {
      assertThat(verdict).isEqualTo(Verdict.accepted(List.of(event)));
    }

    void thenNothing() {
      assertThat(verdict).isEqualTo(Verdict.accepted(List.<E>of()));
    }

    void thenRefused(RefusalKind kind) {
      assertThat(verdict).isInstanceOf(Verdict.Refused.class);
      var refusal = ((Verdict.Refused<E>) verdict).refusal();
      assertThat(refusal.kind()).as(refusal.reason()).isEqualTo(kind);
      assertThat(refusal.reason()).matches("Expected .+, but .+");
    }
  }

  record Judged(ReviewVerdict verdict) {
    CardReviewed thenAccepted() {
      assertThat(verdict).isInstanceOf(ReviewVerdict.Accepted.class);
      return ((ReviewVerdict.Accepted) verdict).event();
    }

    void thenDuplicate() {
      assertThat(verdict).isInstanceOf(ReviewVerdict.Duplicate.class);
    }

    void thenRefused(RefusalKind kind) {
      assertThat(verdict).isInstanceOf(ReviewVerdict.Refused.class);
      var refusal = ((ReviewVerdict.Refused) verdict).refusal();
      assertThat(refusal.kind()).as(refusal.reason()).isEqualTo(kind);
      assertThat(refusal.reason()).matches("Expected .+, but .+");
    }
  }
}
