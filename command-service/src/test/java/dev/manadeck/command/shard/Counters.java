package dev.manadeck.command.shard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.command.shard.Counters.Answer;
import dev.manadeck.command.shard.Counters.Command;
import dev.manadeck.command.shard.Counters.Fact;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** A toy to run shards with: named counters that never fall below zero. */
final class Counters implements StateMachine<Command, Fact, Answer> {
  /** Of a command: the length of its id. */
  static final ToLongFunction<Command> WEIGHT = command -> command.id().length();

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
  private final Set<String> changed = new TreeSet<>();

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
    changed.add("total " + fact.counter());
    changed.add("answer " + fact.commandId());
  }

  @Override
  public String snapshotFormat() {
    return "counters";
  }

  /** A counter that stands at 0 again is as if it had never been. */
  @Override
  public boolean snapshot(SnapshotWriter out) {
    for (var keys = changed.iterator(); keys.hasNext() && out.hasRoom(); keys.remove()) {
      var key = keys.next();
      if (!key.startsWith("total ")) {
        var answer = (Total) answer(key.substring("answer ".length()));
        out.put(key, text(answer.value() + " " + answer.location().offset()));
      } else if (total(key) == 0) {
        out.remove(key);
      } else {
        out.put(key, text(Integer.toString(total(key))));
      }
    }
    return changed.isEmpty();
  }

  private int total(String key) {
    return totals.getOrDefault(key.substring("total ".length()), 0);
  }

  private static byte[] text(String value) {
    return value.getBytes(UTF_8);
  }

  @Override
  public int parts() {
    return answers.size() + (int) totals.values().stream().filter(total -> total != 0).count();
  }

  @Override
  public void restore(String key, byte[] content) {
    var values = new String(content, UTF_8).split(" ");
    if (key.startsWith("total ")) {
      totals.put(key.substring("total ".length()), Integer.valueOf(values[0]));
    } else {
      answers.put(
          key.substring("answer ".length()),
          new Total(
              Integer.parseInt(values[0]), Location.at("counters", 0, Long.parseLong(values[1]))));
    }
  }
}
