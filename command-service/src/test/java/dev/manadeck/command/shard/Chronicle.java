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
  private final List<Restoration> restorations = new CopyOnWriteArrayList<>();
  private final List<Integer> snapshots = new CopyOnWriteArrayList<>();
  private final List<RuntimeException> snapshotFailures = new CopyOnWriteArrayList<>();

  @Override
  public void phaseChanged(int shard, ShardPhase phase, Duration took) {
    phases.add(phase);
  }

  @Override
  public void restored(int shard, Restoration restoration) {
    restorations.add(restoration);
  }

  @Override
  public void snapshotTaken(int shard, int changedParts, Duration took) {
    snapshots.add(changedParts);
  }

  @Override
  public void snapshotFailed(int shard, RuntimeException cause) {
    snapshotFailures.add(cause);
  }

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

  public List<Restoration> restorations() {
    return restorations;
  }

  /** The changed parts of each. */
  public List<Integer> snapshots() {
    return snapshots;
  }

  List<RuntimeException> snapshotFailures() {
    return snapshotFailures;
  }
}
