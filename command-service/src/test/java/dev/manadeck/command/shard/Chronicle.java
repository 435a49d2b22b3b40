package dev.manadeck.command.shard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what shards tell. */
public final class Chronicle implements ShardListener {
  record Committed(int commands, int facts) {}

  private final List<ShardPhase> phases = new CopyOnWriteArrayList<>();
  private final List<Committed> batches = new CopyOnWriteArrayList<>();
  private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();

  @Override
  public void phaseChanged(int shard, ShardPhase phase, Duration took) {
    phases.add(phase);
  }

  @Override
  public void restored(int shard, long facts, Duration took) {}

  @Override
  public void committed(int shard, int commands, int facts, Duration took) {
    batches.add(new Committed(commands, facts));
  }

  @Override
  public void broken(int shard, RuntimeException cause) {
    failures.add(cause);
  }

  public List<ShardPhase> phases() {
    return phases;
  }

  List<Committed> batches() {
    return batches;
  }

  public List<RuntimeException> failures() {
    return failures;
  }
}
