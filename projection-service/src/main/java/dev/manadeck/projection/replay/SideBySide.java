package dev.manadeck.projection.replay;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Tasks of one run in several threads. */
final class SideBySide {
  private SideBySide() {}

  /**
   * Does all tasks; fails when the first does, and the others end at their next step.
   *
   * @param work gives what else is to be done because of it
   */
  static <T> void each(Run run, int threads, Collection<T> tasks, Function<T, List<T>> work) {
    var names =
        Thread.ofPlatform().name("replay-%s-".formatted(run.projection().name()), 1).factory();
    try (var executor = Executors.newFixedThreadPool(threads, names)) {
      var completions = new ExecutorCompletionService<List<T>>(executor);
      tasks.forEach(task -> completions.submit(() -> done(run, task, work)));
      for (int left = tasks.size(); left > 0; left--) {
        var more = completions.take().get();
        more.forEach(task -> completions.submit(() -> done(run, task, work)));
        left += more.size();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private static <T> List<T> done(Run run, T task, Function<T, List<T>> work) {
    try {
      run.control().check();
      return work.apply(task);
    } catch (RuntimeException e) {
      run.control().end(e);
      throw e;
    } catch (Error e) {
      run.control().end(new IllegalStateException(e));
      throw e;
    }
  }
}
