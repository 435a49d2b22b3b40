package dev.manadeck.local.supervision;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A part that runs nowhere and writes down what it is asked to do. */
final class FakePart implements Part {
  private final String name;
  private final List<String> diary;
  private volatile CompletableFuture<Integer> exit = new CompletableFuture<>();
  private volatile RuntimeException failure;
  private volatile int failures;
  private volatile CountDownLatch start = new CountDownLatch(0);
  private volatile CountDownLatch stop = new CountDownLatch(0);

  FakePart(String name, List<String> diary) {
    this.name = name;
    this.diary = diary;
    this.failure = new PartFailedException(name + " has a reason");
  }

  FakePart failingToStart(int times) {
    this.failures = times;
    return this;
  }

  FakePart failingToStartWith(RuntimeException failure) {
    this.failure = failure;
    return failingToStart(1);
  }

  FakePart waitingAtStartFor(CountDownLatch latch) {
    this.start = latch;
    return this;
  }

  FakePart waitingAtStopFor(CountDownLatch latch) {
    this.stop = latch;
    return this;
  }

  void die(int exitCode) {
    exit.complete(exitCode);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    diary.add("start " + name);
    waitFor(start);
    if (failures > 0) {
      failures--;
      throw failure;
    }
    exit = new CompletableFuture<>();
  }

  @Override
  public void stop() {
    diary.add("stop " + name);
    waitFor(stop);
    exit.complete(0);
  }

  @Override
  public void kill() {
    diary.add("kill " + name);
    exit.complete(137);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new PartFailedException("nobody came", e);
    }
  }

  @Override
  public CompletableFuture<Integer> onExit() {
    return exit;
  }
}
