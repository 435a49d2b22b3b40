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
  private static final int FIRST_FAILURE = 300;

  private final Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);
  private final Map<Integer, Long> failures = new TreeMap<>();
  private long began = System.nanoTime();
  private long ended = began;

  /** That of several threads, from the first beginning to the last end. */
  public static Load together(List<Load> parts) {
    Load all = new Load();
    for (Load part : parts) {
      all.nanos.add(part.nanos);
      part.failures.forEach((status, count) -> all.failures.merge(status, count, Long::sum));
      all.began = Math.min(all.began, part.began);
      all.ended = Math.max(all.ended, part.ended);
    }
    return all;
  }

  public void acknowledged(long took) {
    nanos.recordValue(took);
  }

  void answered(int status, long took) {
    if (status < FIRST_FAILURE) {
      acknowledged(took);
    } else {
      failures.merge(status, 1L, Long::sum);
    }
  }

  public void end() {
    ended = System.nanoTime();
  }

  public long acknowledged() {
    return nanos.getTotalCount();
  }

  /** By status; of those that were not acknowledged. */
  public Map<Integer, Long> failures() {
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
