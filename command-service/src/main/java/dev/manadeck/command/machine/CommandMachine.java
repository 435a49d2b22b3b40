package dev.manadeck.command.machine;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.deck.DeckDecider;
import dev.manadeck.command.learner.Learner;
import dev.manadeck.command.learner.LearnerDecider;
import dev.manadeck.command.machine.CommandMemory.Remembered;
import dev.manadeck.command.shard.Decision;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.StateMachine;
import dev.manadeck.command.study.Study;
import dev.manadeck.command.verdict.Refusal;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckEvent.CardChanged;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventId;
import dev.manadeck.events.EventType;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that one shard knows. Changed by {@link #evolve} alone. */
public final class CommandMachine implements StateMachine<Command, Recorded, Answer> {
  private final Map<DeckId, Deck> decks = new HashMap<>();
  private final Map<UserId, Learner> learners = new HashMap<>();
  private final Study study = new Study();
  private final CommandMemory memory = new CommandMemory();
  private final NewestFacts newest = new NewestFacts();
  private final Judge judge;

  public CommandMachine(Supplier<EventId> eventIds) {
    this.judge = new Judge(new Recorder(eventIds), study, memory, newest);
  }

  @Override
  public Decision<Recorded, Answer> decide(Command command) {
    return memory
        .find(command.context().actor(), command.id())
        .<Decision<Recorded, Answer>>map(before -> new Decision.Reply<>(repeated(before, command)))
        .orElseGet(() -> decideNew(command));
  }

  private Answer repeated(Remembered before, Command command) {
    return before.digest().equals(command.digest())
        ? judge.repeat(before, command, deckOf(command.request()))
        : new Answer.Refused(
            command.digest().kind(),
            new Refusal(
                RefusalKind.COMMAND_ID_REUSED,
                "Expected the command first sent with Idempotency-Key \"%s\", but got another"
                    .formatted(command.id()),
                null));
  }

  private Decision<Recorded, Answer> decideNew(Command command) {
    return switch (command.request()) {
      case Request.OfDeck(var request) ->
          judge.ofDeck(
              command,
              deckOf(command.request()),
              DeckDecider.decide(deckOf(command.request()), request, command.context()));
      case Request.OfStudy(var request) ->
          judge.ofStudy(command, deckOf(command.request()), request);
      case Request.OfLearner(var request) -> {
        var learner = learner(request.userId());
        yield judge.ofLearner(
            command, learner, LearnerDecider.decide(learner, request, command.context()));
      }
    };
  }

  private @Nullable Deck deckOf(Request request) {
    return switch (request) {
      case Request.OfDeck(var ofDeck) -> decks.get(ofDeck.deckId());
      case Request.OfStudy(var ofStudy) -> decks.get(ofStudy.deckId());
      case Request.OfLearner _ -> null;
    };
  }

  private Learner learner(UserId user) {
    var known = learners.get(user);
    return known == null ? Learner.unknown(user) : known;
  }

  @Override
  public void evolve(Recorded fact, Location location) {
    var aftermath =
        switch (fact.event()) {
          case DeckEvent event -> evolve(event);
          case SessionEvent event -> evolve(event);
          case ReviewEvent event -> {
            study.evolve(event, location);
            yield null;
          }
          case LearnerEvent event -> {
            learners.put(event.userId(), LearnerDecider.evolve(learner(event.userId()), event));
            yield null;
          }
        };
    remember(fact.envelope(), fact.event(), location, aftermath);
    newest.evolve(EventType.of(fact.event()).topic(), location);
  }

  private @Nullable Aftermath evolve(DeckEvent event) {
    var deck = DeckDecider.evolve(decks.get(event.deckId()), event);
    if (deck == null) {
      return null;
    }
    decks.put(deck.id(), deck);
    return event instanceof CardChanged changed && deck.cards().contains(changed.cardId())
        ? new Aftermath.OfCard(
            deck.cards().positionOf(changed.cardId()),
            deck.cards().createdAtOf(changed.cardId()),
            false)
        : new Aftermath.OfDeck(deck);
  }

  private @Nullable Aftermath evolve(SessionEvent event) {
    study.evolve(event);
    var session = study.session(event.deckId(), event.sessionId());
    return session == null ? null : new Aftermath.OfSession(session);
  }

  private void remember(
      Envelope envelope, Event event, Location location, @Nullable Aftermath aftermath) {
    CommandDigest.parse(envelope.commandDigest())
        .ifPresent(digest -> memory.remember(envelope, event, location, digest, aftermath));
  }
}
