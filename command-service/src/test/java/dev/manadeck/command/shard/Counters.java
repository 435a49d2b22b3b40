package dev.manadeck.command.shard;

import dev.manadeck.command.shard.Counters.Answer;
import dev.manadeck.command.shard.Counters.Command;
import dev.manadeck.command.shard.Counters.Fact;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** A toy to run shards with: named counters that never fall below zero. */
final class Counters implements StateMachine<Command, Fact, Answer> {
  private static final String CURSED = "cursed";

  sealed interface Command {
    String id();
  }

  /** Makes so many facts of the same amount. */
  record Add(String id, String counter, int amount, int times) implements Command {}

  record FailToDecide(String id, Throwable failure) implements Command {}

  record Fact(String commandId, String counter, int amount) {}

  sealed interface Answer {}

  record Total(int value, Location location) implements Answer {}

  record Refused(String reason) implements Answer {}

  private final Map<String, Integer> totals = new HashMap<>();
  private final Map<String, Answer> answers = new HashMap<>();

  static Command add(String id, String counter, int amount) {
    return new Add(id, counter, amount, 1);
  }

  static Command failToEvolve(String id) {
    return add(id, CURSED, 1);
  }

  @Override
  public Decision<Fact, Answer> decide(Command command) {
    var before = answers.get(command.id());
    if (before != null) {
      return new Decision.Reply<>(before);
    }
    return switch (command) {
      case Add add -> decideNew(add);
      case FailToDecide(_, RuntimeException failure) -> throw failure;
      case FailToDecide(_, Error failure) -> throw failure;
      case FailToDecide(_, var failure) -> throw new IllegalArgumentException(failure);
    };
  }

  private Decision<Fact, Answer> decideNew(Add add) {
    var total = totals.getOrDefault(add.counter(), 0) + add.amount() * add.times();
    return total < 0
        ? new Decision.Reply<>(
            new Refused("Expected a total from 0, but it would be %d".formatted(total)))
        : new Decision.Append<>(
            Collections.nCopies(add.times(), new Fact(add.id(), add.counter(), add.amount())),
            () -> answer(add.id()));
  }

  private Answer answer(String commandId) {
    var answer = answers.get(commandId);
    if (answer == null) {
      throw new IllegalStateException("Expected an answer to " + commandId);
    }
    return answer;
  }

  @Override
  public void evolve(Fact fact, Location location) {
    if (fact.counter().equals(CURSED)) {
      throw new IllegalStateException("Cannot count what is cursed");
    }
    var total = totals.merge(fact.counter(), fact.amount(), Integer::sum);
    answers.put(fact.commandId(), new Total(total, location));
  }
}
