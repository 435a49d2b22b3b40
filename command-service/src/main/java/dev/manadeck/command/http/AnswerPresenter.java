package dev.manadeck.command.http;

import dev.manadeck.command.kafka.WrittenFacts;
import dev.manadeck.command.machine.Aftermath;
import dev.manadeck.command.machine.Answer;
import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.verdict.Refusal;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckEvent.CardChanged;
import dev.manadeck.events.DeckEvent.CardRemoved;
import dev.manadeck.events.DeckEvent.DeckCreated;
import dev.manadeck.events.DeckEvent.DetailsChanged;
import dev.manadeck.events.Event;
import dev.manadeck.events.LearnerEvent.ProfileChanged;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.web.problem.FieldError;
import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The one place where answers become HTTP. */
@Component
final class AnswerPresenter {
  private static final ProblemKind COMMAND_ID_REUSED =
      new ProblemKind("idempotency-key-reused", 422, "The key belongs to another command");

  private final WrittenFacts written;
  private final JsonMapper json;

  AnswerPresenter(WrittenFacts written, JsonMapper json) {
    this.written = written;
    this.json = json;
  }

  /**
   * @param items what the client gave, where it gave a batch
   */
  ResponseEntity<byte[]> present(Answer answer, ReviewBatch items, Deadline deadline) {
    var log = new Recollection(written, deadline);
    return switch (answer) {
      case Answer.Done done -> withToken(done(done, log), upTo(done.span(), done.seen()));
      case Answer.Reviewed(var verdicts, var span, var seen) ->
          withToken(Presented.ok(items.results(verdicts)), upTo(span, seen));
      case Answer.ReviewedBefore(var verdicts, var span) ->
          withToken(Presented.ok(items.resultsBefore(verdicts, log.all(span))), span.last());
      case Answer.KnownReview(var span) ->
          withToken(review(log.all(span), Presented::ok), span.last());
      case Answer.Unheard _ ->
          throw new IllegalStateException("Expected an answer, but nothing was asked for");
      case Answer.Refused(var kind, var refusal) ->
          throw new ProblemException(problem(kind, refusal));
    };
  }

  private static Presented done(Answer.Done done, Recollection log) {
    return switch (done.kind()) {
      case CREATE_DECK, COPY_DECK -> createdDeck(done, log);
      case CHANGE_DECK, DELETE_DECK, RESTORE_DECK, FEATURE_DECK, ORDER_CARDS -> deck(done, log);
      case ADD_CARD -> AddedCards.one(facts(done, log));
      case ADD_CARDS -> AddedCards.all(facts(done, log));
      case REPLACE_CARD -> replacedCard(done, log);
      case CHANGE_CARD -> changedCard(done, log);
      case REMOVE_CARD -> removedCard(done, log);
      case MARK_CARD -> markedCard(done, log);
      case START_SESSION -> startedSession(done, log);
      case COMPLETE_SESSION -> completedSession(done, log);
      case REVIEW ->
          review(
              facts(done, log),
              json ->
                  Presented.created(
                      json,
                      "/api/decks/" + json.deckId() + "/cards/" + json.cardId() + "/reviews"));
      case REVIEW_BATCH ->
          throw new IllegalStateException("Expected verdicts on the reviews, but got facts alone");
      case UNDO_REVIEW -> undoneReview(done, log);
      case CHANGE_PROFILE -> profile(done, log);
    };
  }

  private static List<Recorded> facts(Answer.Done done, Recollection log) {
    return done.facts() == null ? log.all(span(done)) : done.facts();
  }

  private static Span span(Answer.Done done) {
    if (done.span() == null) {
      throw new IllegalStateException("Expected facts, or a place to read them from");
    }
    return done.span();
  }

  private static Presented createdDeck(Answer.Done done, Recollection log) {
    var deck = deckAfter(done, log);
    return Presented.created(deck, "/api/decks/" + deck.id()).version(deck.version());
  }

  private static Presented deck(Answer.Done done, Recollection log) {
    var deck = deckAfter(done, log);
    return Presented.ok(deck).version(deck.version());
  }

  private static DeckJson deckAfter(Answer.Done done, Recollection log) {
    return switch (after(done)) {
      case Aftermath.OfDeck(var deck) -> DeckJson.of(deck);
      case Aftermath.OfDeckThen then -> {
        var ends = log.ends(span(done));
        yield DeckJson.then(ends, details(ends, then.details(), log), then);
      }
      case Aftermath other -> throw unfit(done, other);
    };
  }

  /** Of a deck when a command was done; another command before it may have said them. */
  private static DeckDetails details(List<Recorded> facts, Location details, Recollection log) {
    return Stream.concat(
            facts.reversed().stream(), Stream.of(details).flatMap(at -> log.at(at).stream()))
        .flatMap(fact -> detailsIn(fact.event()).stream())
        .findFirst()
        .orElseThrow();
  }

  private static Optional<DeckDetails> detailsIn(Event event) {
    return switch (event) {
      case DeckCreated created -> Optional.of(created.details());
      case DetailsChanged changed -> Optional.of(changed.details());
      case Event _ -> Optional.empty();
    };
  }

  private static Presented replacedCard(Answer.Done done, Recollection log) {
    var changed = only(facts(done, log), CardChanged.class);
    return switch (after(done)) {
      case Aftermath.OfCard card ->
          Presented.ok(CardJson.replaced(changed, card)).version(changed.cardVersion());
      case Aftermath other -> throw unfit(done, other);
    };
  }

  private static Presented changedCard(Answer.Done done, Recollection log) {
    var changed = only(facts(done, log), CardChanged.class);
    return Presented.ok(ChangedCardJson.of(changed)).version(changed.cardVersion());
  }

  private static Presented removedCard(Answer.Done done, Recollection log) {
    var recorded = facts(done, log).getFirst();
    var removed = only(List.of(recorded), CardRemoved.class);
    return Presented.ok(
            new RemovedCardJson(removed.cardId(), removed.deckId(), true, removed.occurredAt()))
        .version(recorded.envelope().sequence());
  }

  private static Presented markedCard(Answer.Done done, Recollection log) {
    var recorded = facts(done, log).getFirst();
    var marked = only(List.of(recorded), CardMarked.class);
    return Presented.ok(MarkJson.of(marked)).version(recorded.envelope().sequence());
  }

  private static Presented startedSession(Answer.Done done, Recollection log) {
    var session = SessionJson.started(only(facts(done, log), SessionStarted.class));
    return Presented.created(
            session, "/api/decks/%s/sessions/%s".formatted(session.deckId(), session.id()))
        .version(1);
  }

  private static Presented completedSession(Answer.Done done, Recollection log) {
    var session =
        switch (after(done)) {
          case Aftermath.OfSession(var completed) -> SessionJson.of(completed);
          case Aftermath.OfSessionThen then ->
              SessionJson.completed(only(facts(done, log), SessionCompleted.class), then);
          case Aftermath other -> throw unfit(done, other);
        };
    return Presented.ok(session).version(2);
  }

  private interface ReviewAnswer {
    Presented present(ReviewJson review);
  }

  private static Presented review(List<Recorded> facts, ReviewAnswer answer) {
    return answer.present(ReviewJson.of(only(facts, CardReviewed.class))).version(1);
  }

  private static Presented undoneReview(Answer.Done done, Recollection log) {
    var undone = only(facts(done, log), ReviewUndone.class);
    return Presented.ok(
            new UndoneReviewJson(
                undone.reviewId(),
                undone.reviewId(),
                undone.deckId(),
                undone.cardId(),
                true,
                undone.occurredAt()))
        .version(2);
  }

  private static Presented profile(Answer.Done done, Recollection log) {
    var recorded = facts(done, log).getFirst();
    return Presented.ok(ProfileJson.of(only(List.of(recorded), ProfileChanged.class)))
        .version(recorded.envelope().sequence());
  }

  private static <T> T only(List<Recorded> facts, Class<T> type) {
    return type.cast(facts.getFirst().event());
  }

  private static Aftermath after(Answer.Done done) {
    if (done.aftermath() == null) {
      throw new IllegalStateException("Expected to know how things stood after " + done.kind());
    }
    return done.aftermath();
  }

  private static IllegalStateException unfit(Answer.Done done, Aftermath aftermath) {
    return new IllegalStateException(
        "Expected how things stood after %s, but got %s".formatted(done.kind(), aftermath));
  }

  private static @Nullable Location upTo(@Nullable Span span, @Nullable Location seen) {
    return span == null ? seen : span.last();
  }

  private ResponseEntity<byte[]> withToken(Presented presented, @Nullable Location last) {
    return presented.response(last == null ? null : token(last), json);
  }

  /** What a reader must have applied: topic, partition, and the offset behind the last fact. */
  private static String token(Location last) {
    return last.topic() + "." + last.partition() + "." + (last.offset() + 1);
  }

  private static Problem problem(CommandKind kind, Refusal refusal) {
    var problem = Problem.of(problemKind(refusal.kind()), refusal.reason());
    if (refusal.pointer() == null) {
      return problem;
    }
    var pointer =
        kind == CommandKind.ADD_CARD
            ? refusal.pointer().replaceFirst("^/cards/0", "")
            : refusal.pointer();
    return problem.withErrors(List.of(new FieldError(pointer, refusal.reason())));
  }

  static ProblemKind problemKind(RefusalKind kind) {
    return switch (kind) {
      case NOT_FOUND -> ProblemKind.NOT_FOUND;
      case FORBIDDEN -> ProblemKind.FORBIDDEN;
      case CONFLICT -> ProblemKind.CONFLICT;
      case UNPROCESSABLE -> ProblemKind.UNPROCESSABLE;
      case STALE_VERSION -> ProblemKind.PRECONDITION_FAILED;
      case COMMAND_ID_REUSED -> COMMAND_ID_REUSED;
    };
  }
}
