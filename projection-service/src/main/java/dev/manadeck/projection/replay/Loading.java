package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.PlanStore.Slice;
import dev.manadeck.projection.runtime.LogPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Loads slices side by side, until none is left. */
final class Loading implements AutoCloseable {
  private final Run run;
  private final Queue<SliceLoader> idle;
  private final List<SliceLoader> loaders = new ArrayList<>();

  Loading(
      Run run,
      SortedMap<LogPartition, Long> targets,
      ReplayProperties properties,
      BuildProgress progress) {
    this.run = run;
    for (int i = 1; i <= properties.loaders(); i++) {
      loaders.add(
          new SliceLoader("loader-" + i, run, targets, properties.eventsOfSlice(), progress));
    }
    idle = new ConcurrentLinkedQueue<>(loaders);
  }

  void load(Collection<Slice> slices) {
    SideBySide.each(run, loaders.size(), slices, this::load);
  }

  private List<Slice> load(Slice slice) {
    var loader = idle.remove();
    try {
      return loader.load(slice);
    } finally {
      idle.add(loader);
    }
  }

  @Override
  public void close() {
    loaders.forEach(SliceLoader::close);
  }
}
