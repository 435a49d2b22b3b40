package dev.manadeck.local.supervision;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts parts as soon as what they need is ready, starts those again that die, and stops each one
 * only after all that use it. Safe for use by several threads.
 */
public final class Supervisor {
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  private final List<Member> members;
  private final Progress progress;
  private final PatientStart starts;
  private final CountDownLatch stopping = new CountDownLatch(1);

  public Supervisor(List<Member> members, Progress progress) {
    this.members = List.copyOf(members);
    this.progress = progress;
    this.starts = new PatientStart(this::stillStarting);
  }

  /**
   * @param nowAndThen how often it is told of a start that takes long
   */
  Supervisor(List<Member> members, Progress progress, Duration nowAndThen) {
    this.members = List.copyOf(members);
    this.progress = progress;
    this.starts = new PatientStart(nowAndThen, this::stillStarting);
  }

  /**
   * Returns when all are ready.
   *
   * @throws PartFailedException as soon as one does not get ready; the others are left as they are
   */
  public void start() {
    CompletableFuture<Void> firstFailure = new CompletableFuture<>();
    Map<String, CompletableFuture<Void>> ready = new LinkedHashMap<>();
    for (Member member : members) {
      CompletableFuture<Void> needs =
          allOf(member.needs().stream().map(name -> required(ready, name)));
      CompletableFuture<Void> started = needs.thenRunAsync(() -> startFirst(member), THREADS);
      started.whenComplete((_, failure) -> completeIfFailed(firstFailure, failure));
      ready.put(member.name(), started);
    }
    CompletableFuture<Void> all = allOf(ready.values().stream());
    try {
      CompletableFuture.anyOf(all, firstFailure).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PartFailedException failed ? failed : e;
    }
  }

  /** Must not be followed by another start. */
  public void stop() {
    stopping.countDown();
    Map<Member, CompletableFuture<Void>> stopped = new LinkedHashMap<>();
    members.forEach(member -> stopped(member, stopped));
    allOf(stopped.values().stream()).join();
  }

  /** Ends all parts at once; for somebody who does not want to wait any longer. */
  public void kill() {
    stopping.countDown();
    members.reversed().forEach(member -> member.part().kill());
  }

  private CompletableFuture<Void> stopped(
      Member member, Map<Member, CompletableFuture<Void>> stopped) {
    CompletableFuture<Void> known = stopped.get(member);
    if (known != null) {
      return known;
    }
    CompletableFuture<Void> users =
        allOf(
            members.stream()
                .filter(other -> other.stopsBefore(member))
                .map(other -> stopped(other, stopped)));
    CompletableFuture<Void> done = users.thenRunAsync(member.part()::stop, THREADS);
    stopped.put(member, done);
    return done;
  }

  private void startFirst(Member member) {
    if (isStopping()) {
      throw new PartFailedException(member.name() + " is not started: all is about to stop");
    }
    Duration took = starts.start(member.part());
    if (!isStopping()) {
      progress.ready(member.name(), took);
      watch(member.part(), Restarts.none());
    }
  }

  private void watch(Part part, Restarts restarts) {
    long began = System.nanoTime();
    part.onExit()
        .thenAcceptAsync(
            exitCode -> {
              if (!isStopping()) {
                Duration lived = Duration.ofNanos(System.nanoTime() - began);
                Restarts next = restarts.afterARunOf(lived);
                progress.died(part.name(), exitCode, next.pause());
                startAgain(part, next);
              }
            },
            THREADS);
  }

  private void startAgain(Part part, Restarts restarts) {
    Restarts next = restarts;
    while (!stopsWithin(next.pause())) {
      try {
        Duration took = starts.start(part);
        progress.readyAgain(part.name(), took);
        watch(part, next);
        return;
      } catch (RuntimeException e) {
        next = next.afterAFailure();
        if (!isStopping()) {
          progress.restartFailed(part.name(), reason(e), next.pause());
        }
      }
    }
  }

  private void stillStarting(String part, Duration since) {
    if (!isStopping()) {
      progress.stillStarting(part, since);
    }
  }

  private static String reason(RuntimeException failure) {
    return failure instanceof PartFailedException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private boolean stopsWithin(Duration pause) {
    try {
      return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private CompletableFuture<Void> required(
      Map<String, CompletableFuture<Void>> ready, String name) {
    CompletableFuture<Void> part = ready.get(name);
    if (part == null) {
      throw new IllegalArgumentException("Expected " + name + " before the parts that need it");
    }
    return part;
  }

  private static CompletableFuture<Void> allOf(Stream<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  private static void completeIfFailed(
      CompletableFuture<Void> firstFailure, @Nullable Throwable failure) {
    if (failure != null) {
      firstFailure.completeExceptionally(failure);
    }
  }
}
