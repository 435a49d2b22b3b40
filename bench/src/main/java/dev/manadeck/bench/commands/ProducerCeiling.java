package dev.manadeck.bench.commands;

import dev.manadeck.bench.log.EventSource;
import dev.manadeck.bench.log.LogWriter;
import dev.manadeck.bench.log.StudyLogs;
import java.util.concurrent.TimeUnit;

/** The same bytes through one plain producer: what the broker takes when nobody decides. */
final class ProducerCeiling {
  private static final int DIFFERENT = 20_000;
  private static final int WARM_UP = 10;

  private ProducerCeiling() {}

  /** Appends a second. */
  static double perSecond(String bootstrapServers, long appends) {
    EventSource reviews = StudyLogs.reviews(DIFFERENT, DIFFERENT);
    LogWriter.writeEncoded(bootstrapServers, reviews, WARM_UP);
    int times = Math.toIntExact(Math.ceilDiv(appends, DIFFERENT));
    long took = LogWriter.writeEncoded(bootstrapServers, reviews, times).toNanos();
    return (double) times * DIFFERENT * TimeUnit.SECONDS.toNanos(1) / took;
  }
}
