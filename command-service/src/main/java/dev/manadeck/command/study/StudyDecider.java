package dev.manadeck.command.study;

import static dev.manadeck.command.verdict.Verdict.accepted;
import static dev.manadeck.command.verdict.Verdict.refused;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.study.StudyCommand.CompleteSession;
import dev.manadeck.command.study.StudyCommand.MarkCard;
import dev.manadeck.command.study.StudyCommand.StartSession;
import dev.manadeck.command.study.StudyCommand.UndoReview;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.command.verdict.Verdict;
import dev.manadeck.events.CardId;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of sessions, marks and undoing; those of reviews are {@link ReviewDecider}'s. */
public final class StudyDecider {
  private static final int LONGEST_SESSION = Math.toIntExact(Duration.ofDays(1).toSeconds());

  private StudyDecider() {}

  public static Verdict<SessionEvent> start(
      Study study, Deck deck, StartSession command, CommandContext context) {
    if (study.session(deck.id(), command.sessionId()) != null) {
      return refused(RefusalKind.CONFLICT, "Expected a new session id, but it is taken");
    }
    return switch (cards(deck, command)) {
      case Cards.Wrong(var reason) -> refused(RefusalKind.UNPROCESSABLE, reason);
      case Cards.Chosen(var cardIds, var count) -> {
        var day = LearnersDay.of(command.timeZone(), command.dayStartHour(), null);
        yield accepted(
            List.of(
                new SessionStarted(
                    deck.id(),
                    command.sessionId(),
                    context.actor(),
                    command.mode(),
                    cardIds,
                    count,
                    day.zone(),
                    day.dayStartHour(),
                    beginning(deck, context))));
      }
    };
  }

  /** Never before the newest card came: clocks of nodes differ, and commands pass each other. */
  private static Instant beginning(Deck deck, CommandContext context) {
    return deck.cards().newest().filter(context.at()::isBefore).orElse(context.at());
  }

  private sealed interface Cards {
    record Chosen(@Nullable List<CardId> cardIds, int count) implements Cards {}

    record Wrong(String reason) implements Cards {}
  }

  private static Cards cards(Deck deck, StartSession command) {
    var given = command.cardIds();
    if (given == null) {
      return switch (command.mode()) {
        case ALL, RANDOM ->
            deck.cards().size() == 0
                ? new Cards.Wrong("Expected a deck with cards to study, but it has none")
                : new Cards.Chosen(null, deck.cards().size());
        case NEW, REVIEW, FAVORITES ->
            new Cards.Wrong("Expected cardIds (take them from the queue), but there are none");
      };
    }
    if (given.isEmpty()) {
      return new Cards.Wrong("Expected cards to study, but the list is empty");
    }
    if (new HashSet<>(given).size() < given.size()) {
      return new Cards.Wrong("Expected each card once, but one is there twice");
    }
    return given.stream()
        .filter(card -> !deck.cards().contains(card))
        .findFirst()
        .<Cards>map(
            stranger ->
                new Cards.Wrong(
                    "Expected cards of deck %s, but %s is none".formatted(deck.id(), stranger)))
        .orElseGet(() -> new Cards.Chosen(given, given.size()));
  }

  /** A session may be completed even if its deck is gone by now. */
  public static Verdict<SessionEvent> complete(
      Study study, CompleteSession command, CommandContext context) {
    var session = study.session(command.deckId(), command.sessionId());
    if (session == null || !session.userId().equals(context.actor())) {
      return refused(
          RefusalKind.NOT_FOUND,
          "Expected a session of the caller, but there is none with this id");
    }
    return stale(context, session.isOpen() ? 1 : 2)
        ? refusedAsStale(context)
        : accepted(
            session.isOpen() ? List.of(completed(session, study, command, context)) : List.of());
  }

  private static boolean stale(CommandContext context, long version) {
    return context.expectedVersion() != null && context.expectedVersion() != version;
  }

  private static <E> Verdict<E> refusedAsStale(CommandContext context) {
    return refused(
        RefusalKind.STALE_VERSION,
        "Expected version %d, but it is at another".formatted(context.expectedVersion()));
  }

  private static SessionEvent completed(
      Session session, Study study, CompleteSession command, CommandContext context) {
    var tally = study.tally(session);
    var end = end(session, context);
    return new SessionCompleted(
        session.deckId(),
        session.id(),
        session.userId(),
        session.totalCards(),
        Math.min(tally.cardCount(), session.totalCards()),
        Math.min(tally.rightCardCount(), session.totalCards()),
        tally.reviewCount(),
        tally.rightCount(),
        tally.isWin(session.totalCards()),
        Optional.ofNullable(command.timeSpentSeconds()).orElseGet(() -> secondsUntil(end, session)),
        end);
  }

  /** Never before it began, which may have been by the clock of another node. */
  private static Instant end(Session session, CommandContext context) {
    return context.at().isBefore(session.startedAt()) ? session.startedAt() : context.at();
  }

  private static int secondsUntil(Instant end, Session session) {
    var elapsed = Duration.between(session.startedAt(), end).toSeconds();
    return (int) Math.min(elapsed, LONGEST_SESSION);
  }

  public static Verdict<ReviewEvent> undo(
      Study study, Deck deck, UndoReview command, CommandContext context) {
    var known = study.review(deck.id(), command.reviewId());
    if (known.isEmpty() || !known.get().isBy(context.actor())) {
      return refused(
          RefusalKind.NOT_FOUND, "Expected a review of the caller, but there is none with this id");
    }
    if (stale(context, known.get().isUndone() ? 2 : 1)) {
      return refusedAsStale(context);
    }
    return known.get().isUndone()
        ? refused(RefusalKind.CONFLICT, "Expected a review to undo, but it is undone already")
        : accepted(
            List.of(
                new ReviewUndone(
                    deck.id(),
                    known.get().card(),
                    command.reviewId(),
                    context.actor(),
                    known.get().facts().rating(),
                    known.get().facts().timeTakenMs(),
                    known.get().facts().studyDay(),
                    context.at())));
  }

  public static Verdict<ReviewEvent> mark(
      Study study, Deck deck, MarkCard command, CommandContext context) {
    if (!deck.cards().contains(command.cardId())) {
      return refused(
          RefusalKind.NOT_FOUND,
          "Expected a card of deck %s, but %s is none".formatted(deck.id(), command.cardId()));
    }
    var isSet = study.isMarked(context.actor(), deck.id(), command.cardId(), command.mark());
    return accepted(
        isSet == command.isSet()
            ? List.of()
            : List.of(
                new CardMarked(
                    deck.id(),
                    command.cardId(),
                    context.actor(),
                    command.mark(),
                    command.isSet(),
                    context.at())));
  }
}
