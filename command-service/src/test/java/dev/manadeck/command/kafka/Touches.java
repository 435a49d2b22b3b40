package dev.manadeck.command.kafka;

import dev.manadeck.command.kafka.Touches.Touch;
import dev.manadeck.command.kafka.Touches.Touched;
import dev.manadeck.command.shard.Decision;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.StateMachine;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A toy whose facts are real ones: every command turns a deck's visibility, once. */
final class Touches implements StateMachine<Touch, Recorded, Touched> {
  private static final UserId ACTOR = new UserId("toucher");
  private static final Instant ALWAYS = Instant.parse("2026-03-01T12:00:00Z");

  record Touch(String id, DeckId deck) {}

  record Touched(long version, Location location) {}

  private final Map<DeckId, Long> versions = new HashMap<>();
  private final Map<String, Touched> answers = new HashMap<>();

  static Recorded fact(String commandId, DeckId deck, long version) {
    var envelope =
        new Envelope(
            new EventId(UUID.randomUUID()), ACTOR, new CommandId(commandId), null, version, null);
    return new Recorded(envelope, new DeckEvent.VisibilityChanged(deck, version % 2 == 0, ALWAYS));
  }

  @Override
  public Decision<Recorded, Touched> decide(Touch command) {
    var before = answers.get(command.id());
    return before != null
        ? new Decision.Reply<>(before)
        : new Decision.Append<>(
            List.of(
                fact(command.id(), command.deck(), versions.getOrDefault(command.deck(), 0L) + 1)),
            () -> Objects.requireNonNull(answers.get(command.id())));
  }

  @Override
  public void evolve(Recorded fact, Location location) {
    if (fact.event() instanceof DeckEvent event) {
      var version = versions.merge(event.deckId(), 1L, Long::sum);
      answers.put(fact.envelope().commandId().value(), new Touched(version, location));
    }
  }
}
