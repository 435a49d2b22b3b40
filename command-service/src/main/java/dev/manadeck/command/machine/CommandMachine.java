package dev.manadeck.command.machine;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.deck.DeckDecider;
import dev.manadeck.command.learner.LearnerDecider;
import dev.manadeck.command.machine.CommandMemory.Remembered;
import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.shard.Decision;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.shard.StateMachine;
import dev.manadeck.command.snapshot.Sections;
import dev.manadeck.command.study.Study;
import dev.manadeck.command.verdict.Refusal;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckEvent.CardChanged;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventId;
import dev.manadeck.events.EventType;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.Topic;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that one shard knows. Changed by {@link #evolve} and {@link #restore} alone. */
public final class CommandMachine implements StateMachine<Command, Recorded, Answer> {
  private static final String SNAPSHOT_FORMAT = "3";

  private final Decks decks = new Decks();
  private final Learners learners = new Learners();
  private final Study study;
  private final CommandMemory memory;
  private final NewestFacts newest = new NewestFacts();
  private final Judge judge;
  private final Sections sections;

  public CommandMachine(Supplier<EventId> eventIds, RecentMemory recent) {
    study = new Study(recent);
    memory = new CommandMemory(recent);
    judge = new Judge(new Recorder(eventIds), decks, study, memory, newest);
    sections =
        new Sections(
            Stream.of(List.of(decks, learners, newest), study.sections(), memory.sections())
                .flatMap(List::stream)
                .toList());
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
      case Request.Recall _ -> new Decision.Reply<>(new Answer.Unheard());
      case Request.OfLearner(var request) -> {
        var learner = learners.find(request.userId());
        yield judge.ofLearner(
            command, learner, LearnerDecider.decide(learner, request, command.context()));
      }
    };
  }

  private @Nullable Deck deckOf(Request request) {
    return switch (request) {
      case Request.OfDeck(var ofDeck) -> decks.find(ofDeck.deckId());
      case Request.OfStudy(var ofStudy) -> decks.find(ofStudy.deckId());
      case Request.Recall _, Request.OfLearner _ -> null;
    };
  }

  @Override
  public void evolve(Recorded fact, Location location) {
    switch (fact.event()) {
      case DeckEvent event -> decks.evolve(event, location);
      case SessionEvent event -> study.evolve(event);
      case ReviewEvent event -> study.evolve(event, location);
      case LearnerEvent event -> learners.evolve(event);
    }
    var topic = EventType.of(fact.event()).topic();
    CommandDigest.parse(fact.envelope().commandDigest())
        .ifPresent(digest -> remember(fact, digest, topic, location));
    newest.evolve(topic, location);
  }

  private void remember(Recorded fact, CommandDigest digest, Topic topic, Location location) {
    memory.remember(
        fact.envelope().actor(),
        fact.envelope().commandId(),
        digest,
        topic,
        fact.event().occurredAt(),
        location,
        trace(fact.event(), digest.kind()));
  }

  private @Nullable Trace trace(Event event, CommandKind kind) {
    return switch (event) {
      case CardChanged changed when kind == CommandKind.REPLACE_CARD -> traceOfCard(changed);
      case DeckEvent changed -> traceOfDeck(changed.deckId());
      case SessionEvent changed -> traceOfSession(changed);
      case ReviewEvent _, LearnerEvent _ -> null;
    };
  }

  private @Nullable Trace traceOfCard(CardChanged event) {
    var deck = decks.find(event.deckId());
    return deck != null && deck.cards().contains(event.cardId())
        ? new Trace.OfCard(
            deck.cards().positionOf(event.cardId()), deck.cards().createdAtOf(event.cardId()))
        : null;
  }

  private @Nullable Trace traceOfDeck(DeckId id) {
    var deck = decks.find(id);
    return deck == null
        ? null
        : new Trace.OfDeck(decks.details(id), deck.cardCount(), deck.isPublic(), deck.featuredAt());
  }

  private @Nullable Trace traceOfSession(SessionEvent event) {
    var session = study.session(event.deckId(), event.sessionId());
    return session == null ? null : new Trace.OfSession(session.mode(), session.startedAt());
  }

  @Override
  public String snapshotFormat() {
    return SNAPSHOT_FORMAT;
  }

  @Override
  public boolean snapshot(SnapshotWriter out) {
    return sections.writeChanged(out);
  }

  @Override
  public int parts() {
    return sections.parts();
  }

  @Override
  public void restore(String key, byte[] content) {
    sections.restore(key, content);
  }
}
