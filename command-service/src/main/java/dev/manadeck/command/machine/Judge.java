package dev.manadeck.command.machine;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.deck.DeckAccess;
import dev.manadeck.command.deck.DeckCommand.ChangeCard;
import dev.manadeck.command.learner.Learner;
import dev.manadeck.command.machine.CommandMemory.Remembered;
import dev.manadeck.command.shard.Decision;
import dev.manadeck.command.study.ReviewDecider;
import dev.manadeck.command.study.ReviewVerdict;
import dev.manadeck.command.study.Study;
import dev.manadeck.command.study.StudyCommand;
import dev.manadeck.command.study.StudyCommand.CompleteSession;
import dev.manadeck.command.study.StudyCommand.MarkCard;
import dev.manadeck.command.study.StudyCommand.Review;
import dev.manadeck.command.study.StudyCommand.StartSession;
import dev.manadeck.command.study.StudyCommand.UndoReview;
import dev.manadeck.command.study.StudyDecider;
import dev.manadeck.command.verdict.Refusal;
import dev.manadeck.command.verdict.Verdict;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.Event;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.LearnerEvent.ProfileChanged;
import dev.manadeck.events.Mark;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.Topic;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes of a decider's verdict what the shard appends and the client hears. */
final class Judge {
  private final Recorder recorder;
  private final Decks decks;
  private final Study study;
  private final CommandMemory memory;
  private final NewestFacts newest;

  Judge(Recorder recorder, Decks decks, Study study, CommandMemory memory, NewestFacts newest) {
    this.recorder = recorder;
    this.decks = decks;
    this.study = study;
    this.memory = memory;
    this.newest = newest;
  }

  Decision<Recorded, Answer> ofDeck(
      Command command, @Nullable Deck deck, Verdict<DeckEvent> verdict) {
    return switch (verdict) {
      case Verdict.Refused<DeckEvent>(var refusal) -> refused(command, refusal);
      case Verdict.Accepted<DeckEvent>(var events) when events.isEmpty() ->
          unchanged(
              command, Topic.DECKS, List.of(), new Aftermath.OfDeck(Objects.requireNonNull(deck)));
      case Verdict.Accepted<DeckEvent>(var events) ->
          append(command, recorder.versioned(command, deck == null ? 0 : deck.version(), events));
    };
  }

  Decision<Recorded, Answer> ofLearner(
      Command command, Learner learner, Verdict<LearnerEvent> verdict) {
    return switch (verdict) {
      case Verdict.Refused<LearnerEvent>(var refusal) -> refused(command, refusal);
      case Verdict.Accepted<LearnerEvent>(var events) when events.isEmpty() ->
          unchanged(
              command,
              Topic.LEARNERS,
              recorder.versioned(command, learner.version() - 1, List.of(asItStands(learner))),
              null);
      case Verdict.Accepted<LearnerEvent>(var events) ->
          append(command, recorder.versioned(command, learner.version(), events));
    };
  }

  private static ProfileChanged asItStands(Learner learner) {
    return new ProfileChanged(
        learner.userId(),
        learner.displayName(),
        learner.timeZone(),
        learner.dayStartHour(),
        learner.isOnLeaderboard(),
        Objects.requireNonNull(learner.updatedAt()));
  }

  Decision<Recorded, Answer> ofStudy(Command command, @Nullable Deck deck, StudyCommand request) {
    return switch (request) {
      case CompleteSession complete -> complete(command, deck, complete);
      case StartSession start ->
          on(
              DeckAccess.toStudy(deck, command.context()),
              command,
              studied -> start(command, studied, start));
      case Review review ->
          on(
              DeckAccess.toStudy(deck, command.context()),
              command,
              studied -> review(command, studied, review));
      case UndoReview undo ->
          on(
              DeckAccess.toUndoReview(deck, command.context()),
              command,
              studied ->
                  beside(
                      command,
                      studied,
                      StudyDecider.undo(study, studied, undo, command.context())));
      case MarkCard mark ->
          on(
              DeckAccess.toStudy(deck, command.context()),
              command,
              studied -> mark(command, studied, mark));
    };
  }

  private interface DeckRule {
    Decision<Recorded, Answer> decide(Deck deck);
  }

  private static Decision<Recorded, Answer> on(DeckAccess access, Command command, DeckRule rule) {
    return switch (access) {
      case DeckAccess.Granted(var studied) -> rule.decide(studied);
      case DeckAccess.Denied(var refusal) -> refused(command, refusal);
    };
  }

  private Decision<Recorded, Answer> start(Command command, Deck deck, StartSession start) {
    return beside(command, deck, StudyDecider.start(study, deck, start, command.context()));
  }

  private Decision<Recorded, Answer> complete(
      Command command, @Nullable Deck deck, CompleteSession complete) {
    return switch (StudyDecider.complete(study, complete, command.context())) {
      case Verdict.Accepted<SessionEvent>(var events) when events.isEmpty() ->
          unchanged(
              command,
              Topic.SESSIONS,
              List.of(),
              new Aftermath.OfSession(
                  Objects.requireNonNull(study.session(complete.deckId(), complete.sessionId()))));
      case Verdict<SessionEvent> verdict -> beside(command, deck, verdict);
    };
  }

  private Decision<Recorded, Answer> mark(Command command, Deck deck, MarkCard mark) {
    return switch (StudyDecider.mark(study, deck, mark, command.context())) {
      case Verdict.Accepted<ReviewEvent>(var events) when events.isEmpty() ->
          unchanged(
              command,
              Topic.REVIEWS,
              recorder.beside(
                  command,
                  deck,
                  List.of(
                      new CardMarked(
                          deck.id(),
                          mark.cardId(),
                          command.context().actor(),
                          mark.mark(),
                          mark.isSet(),
                          command.context().at()))),
              null);
      case Verdict<ReviewEvent> verdict -> beside(command, deck, verdict);
    };
  }

  private Decision<Recorded, Answer> review(Command command, Deck deck, Review review) {
    var verdicts = ReviewDecider.decide(study, deck, review.reviews(), command.context());
    return command.digest().kind() == CommandKind.REVIEW
        ? single(command, deck, verdicts.getFirst())
        : batch(command, deck, verdicts);
  }

  private Decision<Recorded, Answer> single(Command command, Deck deck, ReviewVerdict verdict) {
    return switch (verdict) {
      case ReviewVerdict.Accepted(var event) ->
          append(command, recorder.beside(command, deck, List.of(event)));
      case ReviewVerdict.Duplicate duplicate ->
          new Decision.Reply<>(new Answer.KnownReview(Objects.requireNonNull(duplicate.span())));
      case ReviewVerdict.Refused(_, var refusal) -> refused(command, refusal);
    };
  }

  private Decision<Recorded, Answer> batch(
      Command command, Deck deck, List<ReviewVerdict> verdicts) {
    var events =
        verdicts.stream()
            .<CardReviewed>mapMulti(
                (verdict, out) -> {
                  if (verdict instanceof ReviewVerdict.Accepted(var event)) {
                    out.accept(event);
                  }
                })
            .toList();
    return events.isEmpty()
        ? new Decision.Reply<>(new Answer.Reviewed(verdicts, null, newest.of(Topic.REVIEWS)))
        : new Decision.Append<>(
            recorder.beside(command, deck, events),
            () -> new Answer.Reviewed(verdicts, remembered(command).span(), null));
  }

  private <E extends Event> Decision<Recorded, Answer> beside(
      Command command, @Nullable Deck deck, Verdict<E> verdict) {
    return switch (verdict) {
      case Verdict.Refused<E>(var refusal) -> refused(command, refusal);
      case Verdict.Accepted<E>(var events) ->
          append(command, recorder.beside(command, deck, events));
    };
  }

  private Decision<Recorded, Answer> append(Command command, List<Recorded> facts) {
    return new Decision.Append<>(
        facts,
        () ->
            new Answer.Done(
                command.digest().kind(),
                remembered(command).span(),
                facts,
                aftermath(command),
                null));
  }

  private @Nullable Aftermath aftermath(Command command) {
    return switch (command.request()) {
      case Request.OfDeck(ChangeCard change) -> ofCard(change, command);
      case Request.OfDeck(var request) ->
          new Aftermath.OfDeck(Objects.requireNonNull(decks.find(request.deckId())));
      case Request.OfStudy(CompleteSession complete) ->
          new Aftermath.OfSession(
              Objects.requireNonNull(study.session(complete.deckId(), complete.sessionId())));
      case Request.OfStudy _, Request.OfLearner _, Request.Recall _ -> null;
    };
  }

  private Aftermath ofCard(ChangeCard change, Command command) {
    var cards = Objects.requireNonNull(decks.find(change.deckId())).cards();
    return new Aftermath.OfCard(
        cards.positionOf(change.cardId()),
        cards.createdAtOf(change.cardId()),
        isFavorite(change, command));
  }

  private boolean isFavorite(ChangeCard change, Command command) {
    return study.isMarked(
        command.context().actor(), change.deckId(), change.cardId(), Mark.FAVORITE);
  }

  private Decision<Recorded, Answer> unchanged(
      Command command, Topic topic, List<Recorded> facts, @Nullable Aftermath aftermath) {
    return new Decision.Reply<>(
        new Answer.Done(command.digest().kind(), null, facts, aftermath, newest.of(topic)));
  }

  private static Decision<Recorded, Answer> refused(Command command, Refusal refusal) {
    return new Decision.Reply<>(new Answer.Refused(command.digest().kind(), refusal));
  }

  /** The answer to a command that was decided before. */
  Answer repeat(Remembered before, Command command, @Nullable Deck deck) {
    return before.digest().kind() == CommandKind.REVIEW_BATCH
            && deck != null
            && command.request() instanceof Request.OfStudy(var request)
            && request instanceof Review review
        ? new Answer.ReviewedBefore(
            ReviewDecider.decide(study, deck, review.reviews(), command.context()), before.span())
        : new Answer.Done(
            before.digest().kind(),
            before.span(),
            null,
            aftermath(before.trace(), command, deck),
            null);
  }

  /**
   * The marks are another topic's, so what is remembered with a fact of the deck cannot rest on
   * them: they are looked up when the answer is made.
   */
  private @Nullable Aftermath aftermath(
      @Nullable Trace trace, Command command, @Nullable Deck deck) {
    return switch (trace) {
      case null -> null;
      case Trace.OfDeck(var details, var cardCount, var isPublic, var featuredAt) ->
          new Aftermath.OfDeckThen(deck, details, cardCount, isPublic, featuredAt);
      case Trace.OfCard(var position, var createdAt) ->
          new Aftermath.OfCard(
              position,
              createdAt,
              command.request() instanceof Request.OfDeck(ChangeCard change)
                  && isFavorite(change, command));
      case Trace.OfSession(var mode, var startedAt) -> new Aftermath.OfSessionThen(mode, startedAt);
    };
  }

  private Remembered remembered(Command command) {
    return memory
        .find(command.context().actor(), command.id())
        .orElseThrow(() -> new IllegalStateException("Expected to remember " + command.id()));
  }
}
