package dev.manadeck.command.machine;

import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.shard.Decision;
import dev.manadeck.command.shard.Location;
import dev.manadeck.events.EventId;
import dev.manadeck.events.EventType;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A machine with a log in memory, written as a shard writes it. */
final class LoggedMachine {
  private static final int PARTITION = 2;

  private CommandMachine machine;
  private final Map<Topic, List<Recorded>> log = new EnumMap<>(Topic.class);

  LoggedMachine() {
    machine = newMachine();
    for (var topic : Topic.values()) {
      log.put(topic, new ArrayList<>());
    }
  }

  /** Event ids are all the same, so that decisions can be compared. */
  private static CommandMachine newMachine() {
    return new CommandMachine(() -> new EventId(new UUID(0, 0)), new RecentMemory(1 << 24));
  }

  CommandMachine machine() {
    return machine;
  }

  Decision<Recorded, Answer> decide(Command command) {
    return machine.decide(command);
  }

  /** Decides, appends, commits, and only then answers. */
  Answer run(Command command) {
    return switch (machine.decide(command)) {
      case Decision.Reply<Recorded, Answer>(var answer) -> answer;
      case Decision.Append<Recorded, Answer>(var facts, var answer) -> {
        var commits = facts.stream().map(this::append).toList();
        var answered = answer.get();
        commits.forEach(Runnable::run);
        yield answered;
      }
    };
  }

  private Runnable append(Recorded fact) {
    var topic = EventType.of(fact.event()).topic();
    var location = Location.pending(topic.shortName(), PARTITION);
    var offset = log.get(topic).size();
    log.get(topic).add(fact);
    machine.evolve(fact, location);
    return () -> location.resolve(offset);
  }

  List<Recorded> facts(Topic topic) {
    return List.copyOf(log.get(topic));
  }

  /** What a snapshot taken now would have to be read on from. */
  Map<Topic, Integer> ends() {
    var ends = new EnumMap<Topic, Integer>(Topic.class);
    log.forEach((topic, facts) -> ends.put(topic, facts.size()));
    return ends;
  }

  /** From the facts of one topic after the other. */
  CommandMachine restored(List<Topic> order) {
    return restored(order, new KeptParts(), Map.of());
  }

  CommandMachine restored(List<Topic> order, KeptParts snapshot, Map<Topic, Integer> from) {
    var restored = newMachine();
    snapshot.restore(restored);
    for (var topic : order) {
      var facts = log.get(topic);
      for (var offset = from.getOrDefault(topic, 0); offset < facts.size(); offset++) {
        restored.evolve(facts.get(offset), Location.at(topic.shortName(), PARTITION, offset));
      }
    }
    return restored;
  }

  void goOnWith(CommandMachine other) {
    machine = other;
  }
}
