package dev.manadeck.command.kafka;

import dev.manadeck.command.kafka.Touches.Touch;
import dev.manadeck.command.kafka.Touches.Touched;
import dev.manadeck.command.shard.Decision;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.shard.StateMachine;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** A toy whose facts are real ones: every command turns a deck's visibility, once. */
final class Touches implements StateMachine<Touch, Recorded, Touched> {
  private static final UserId ACTOR = new UserId("toucher");
  private static final Instant ALWAYS = Instant.parse("2026-03-01T12:00:00Z");

  record Touch(String id, DeckId deck) {}

  record Touched(long version, Location location) {}

  private final Map<DeckId, Long> versions = new HashMap<>();
  private final Map<String, Touched> answers = new HashMap<>();
  private final Map<String, DeckId> decks = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

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
      decks.put(fact.envelope().commandId().value(), event.deckId());
      changed.add(fact.envelope().commandId().value());
    }
  }

  @Override
  public String snapshotFormat() {
    return "touches";
  }

  @Override
  public boolean snapshot(SnapshotWriter out) {
    changed.forEach(id -> out.put(id, part(id)));
    changed.clear();
    return true;
  }

  private byte[] part(String id) {
    var answer = Objects.requireNonNull(answers.get(id));
    return new PartWriter()
        .uuid(Objects.requireNonNull(decks.get(id)).value())
        .number(answer.version())
        .text(answer.location().topic())
        .small(answer.location().partition())
        .number(answer.location().offset())
        .toBytes();
  }

  @Override
  public int parts() {
    return answers.size();
  }

  @Override
  public void restore(String id, byte[] content) {
    var part = new PartReader(content);
    var deck = new DeckId(part.uuid());
    var version = part.number();
    decks.put(id, deck);
    versions.merge(deck, version, Math::max);
    answers.put(id, new Touched(version, Location.at(part.text(), part.small(), part.number())));
  }
}
