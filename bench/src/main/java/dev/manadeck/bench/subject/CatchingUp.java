package dev.manadeck.bench.subject;

import dev.manadeck.bench.log.LogPlace;
import dev.manadeck.bench.report.Figure;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Watches projections from the first event that one of them applies to the last. */
public final class CatchingUp {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

  private final Positions positions;
  private final Map<LogPlace, Long> ends;
  private final Map<String, Long> behind;

  /** The end is where the log ends now. */
  public CatchingUp(Positions positions, Collection<String> projections) {
    this.positions = positions;
    this.ends = positions.ends();
    this.behind = lags(projections);
    behind.values().removeIf(events -> events == 0);
  }

  /**
   * @param events how many the projection had to read
   * @param took from the moment at which the first of all projections moved
   */
  public record Caught(String projection, long events, Duration took) {
    public Figure figure() {
      double perSecond = events * (double) TimeUnit.SECONDS.toNanos(1) / took.toNanos();
      return new Figure("%s, %,d events".formatted(projection, events), perSecond, "events/s");
    }
  }

  /** Returns when none of them is behind the end; what was not behind is left out. */
  public Collection<Caught> await() throws InterruptedException {
    Map<String, Caught> caught = new TreeMap<>();
    Map<String, Long> last = behind;
    long looked = System.nanoTime();
    long began = looked;
    long moved = looked;
    while (caught.size() < behind.size()) {
      Thread.sleep(LOOK_AGAIN);
      Map<String, Long> now = lags(behind.keySet());
      long instant = System.nanoTime();
      if (!now.equals(last)) {
        began = last.equals(behind) ? looked : began;
        moved = instant;
        last = now;
      }
      if (instant - moved > LONGEST_STANDSTILL.toNanos()) {
        throw new IllegalStateException("The projections stand still: " + now);
      }
      looked = instant;
      for (Map.Entry<String, Long> projection : behind.entrySet()) {
        if (now.getOrDefault(projection.getKey(), Long.MAX_VALUE) == 0) {
          Duration took = Duration.ofNanos(instant - began);
          caught.putIfAbsent(
              projection.getKey(), new Caught(projection.getKey(), projection.getValue(), took));
        }
      }
    }
    return caught.values();
  }

  private Map<String, Long> lags(Collection<String> projections) {
    Map<String, Long> lags = new TreeMap<>(positions.lags(ends));
    lags.keySet().retainAll(projections);
    return lags;
  }
}
