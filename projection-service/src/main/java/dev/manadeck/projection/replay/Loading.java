package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.PlanStore.Slice;
import dev.manadeck.projection.runtime.LogPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Loads slices side by side, until none is left. */
final class Loading implements AutoCloseable {
  private final Run run;
  private final BlockingQueue<SliceLoader> idle;
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
    idle = new ArrayBlockingQueue<>(loaders.size(), false, loaders);
  }

  /** Fails when the first slice does; the others end then too. */
  void load(Collection<Slice> slices) {
    var threads =
        Thread.ofPlatform().name("replay-%s-".formatted(run.projection().name()), 1).factory();
    try (var executor = Executors.newFixedThreadPool(loaders.size(), threads)) {
      var completions = new ExecutorCompletionService<List<Slice>>(executor);
      slices.forEach(slice -> completions.submit(() -> load(slice)));
      for (int left = slices.size(); left > 0; left--) {
        var more = completions.take().get();
        more.forEach(slice -> completions.submit(() -> load(slice)));
        left += more.size();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private List<Slice> load(Slice slice) throws InterruptedException {
    var loader = idle.take();
    try {
      return loader.load(slice);
    } catch (RuntimeException e) {
      run.control().end(e);
      throw e;
    } finally {
      idle.add(loader);
    }
  }

  @Override
  public void close() {
    loaders.forEach(SliceLoader::close);
  }
}
