package dev.manadeck.command.shard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The shards that this node owns. {@link #open} and {@link #close} are for the ownership's thread,
 * the rest for any.
 */
public final class ShardHost<C, F, A> {
  private final Map<Integer, Shard<C, F, A>> shards = new ConcurrentHashMap<>();
  private final IntFunction<ShardLog<F>> logs;
  private final Supplier<StateMachine<C, F, A>> machines;
  private final ShardListener listener;
  private final ToLongFunction<C> weight;
  private final ShardLimits limits;
  private volatile boolean member;

  /**
   * @param weight how many bytes a command holds while it waits
   */
  public ShardHost(
      IntFunction<ShardLog<F>> logs,
      Supplier<StateMachine<C, F, A>> machines,
      ShardListener listener,
      ToLongFunction<C> weight,
      ShardLimits limits) {
    this.logs = logs;
    this.machines = machines;
    this.listener = listener;
    this.weight = weight;
    this.limits = limits;
  }

  /**
   * Does nothing if the shard is open.
   *
   * @param stillOwned asked before a broken shard is opened anew, and before one that appended
   *     nothing for a while answers out of what it knows
   */
  public void open(int number, IntPredicate stillOwned) {
    var shard =
        new Shard<>(
            number,
            () -> logs.apply(number),
            machines,
            () -> stillOwned.test(number),
            System::nanoTime,
            listener,
            weight,
            limits);
    if (shards.putIfAbsent(number, shard) == null) {
      shard.start();
    }
  }

  /**
   * Returns when the shards have let go of their logs, or when the time for that is over: then with
   * those that have not. Their next owner shuts them out.
   */
  public List<Integer> close(Collection<Integer> numbers) throws InterruptedException {
    var closing = new TreeMap<Integer, Shard<C, F, A>>();
    for (var number : numbers) {
      var shard = shards.remove(number);
      if (shard != null) {
        shard.close();
        closing.put(number, shard);
      }
    }
    var until = System.nanoTime() + limits.handOver().toNanos();
    var late = new ArrayList<Integer>();
    for (var shard : closing.entrySet()) {
      if (!shard.getValue().awaitEnd(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
        late.add(shard.getKey());
      }
    }
    return late;
  }

  /** Told by the ownership: whether this node takes part in sharing the shards out. */
  public void setMember(boolean isMemberNow) {
    member = isMemberNow;
  }

  public boolean isMember() {
    return member;
  }

  public List<Integer> numbers() {
    return shards.keySet().stream().sorted().toList();
  }

  public boolean owns(int number) {
    return shards.containsKey(number);
  }

  /** Empty if this node does not own the shard. */
  public Optional<Outcome<A>> submit(int number, C command, Duration patience)
      throws InterruptedException {
    var shard = shards.get(number);
    return shard == null ? Optional.empty() : Optional.of(shard.submit(command, patience));
  }

  public Map<Integer, ShardPhase> phases() {
    var phases = new TreeMap<Integer, ShardPhase>();
    shards.forEach((number, shard) -> phases.put(number, shard.phase()));
    return phases;
  }

  public int waiting(int number) {
    var shard = shards.get(number);
    return shard == null ? 0 : shard.waiting();
  }
}
