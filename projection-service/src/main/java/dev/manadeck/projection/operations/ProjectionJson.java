package dev.manadeck.projection.operations;

import dev.manadeck.projection.replay.Replays.BesideLive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a projection is.
 *
 * @param state running, paused, replaying or blocked
 * @param codeVersion of the code that built the live tables
 * @param serviceCodeVersion of the code that runs
 * @param advice what an operator should do; null if nothing
 */
record ProjectionJson(
    String name,
    String state,
    int generation,
    int codeVersion,
    int serviceCodeVersion,
    long lagEvents,
    double lagSeconds,
    long parkedKeys,
    List<Place> partitions,
    List<String> obstacles,
    @Nullable String advice,
    @Nullable ReplayJson replay,
    List<BesideLive> generations) {

  /**
   * @param position the next offset to apply
   * @param end behind the last committed event
   */
  record Place(
      String topic, int partition, long position, long end, long lagEvents, double lagSeconds) {}
}
