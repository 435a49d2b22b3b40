package dev.manadeck.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What was answered in a stretch of time, and how fast. Confined to one thread until its end. */
public final class Load {
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);
  private final Map<Integer, Failures> failures = new TreeMap<>();
  private long began = System.nanoTime();
  private long ended = began;

  /**
   * Answers of one status.
   *
   * @param first what the first of them says
   */
  public record Failures(long count, String first) {
    Failures plus(Failures later) {
      return new Failures(count + later.count, first);
    }
  }

  /** That of several threads, from the first beginning to the last end. */
  public static Load together(List<Load> parts) {
    Load all = new Load();
    for (Load part : parts) {
      all.nanos.add(part.nanos);
      part.failures.forEach((status, some) -> all.failures.merge(status, some, Failures::plus));
      all.began = Math.min(all.began, part.began);
      all.ended = Math.max(all.ended, part.ended);
    }
    return all;
  }

  public void acknowledged(long took) {
    nanos.recordValue(took);
  }

  void failed(int status, String body) {
    failures.merge(status, new Failures(1, body), Failures::plus);
  }

  public void end() {
    ended = System.nanoTime();
  }

  public long acknowledged() {
    return nanos.getTotalCount();
  }

  /** By status; of those that were not acknowledged. */
  public Map<Integer, Failures> failures() {
    return failures;
  }

  public double perSecond() {
    return acknowledged() / (elapsed().toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
  }

  public Duration elapsed() {
    return Duration.ofNanos(ended - began);
  }

  public double millisAt(double percentile) {
    return nanos.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
