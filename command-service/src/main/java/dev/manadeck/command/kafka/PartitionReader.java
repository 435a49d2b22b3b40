package dev.manadeck.command.kafka;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads what is committed in a partition, up to an end that is known. */
final class PartitionReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

  private final Consumer<String, byte[]> consumer;

  /**
   * @param consumer to be closed with this reader
   */
  PartitionReader(Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * The end is a high watermark, not the end of what is committed: whatever lies below it is
   * settled by the fence, so the read waits for it.
   *
   * @param batches given empty ones too while it waits
   * @return the offset behind the last record
   */
  long read(
      TopicPartition partition,
      long from,
      long end,
      java.util.function.Consumer<List<ConsumerRecord<String, byte[]>>> batches) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    var position = from;
    var moved = System.nanoTime();
    while (position < end) {
      batches.accept(consumer.poll(POLL).records(partition));
      var now = consumer.position(partition);
      if (now > position) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > LONGEST_STANDSTILL.toNanos()) {
        throw new TimeoutException(
            "Reading %s stands still at offset %d of %d; has somebody else a transaction open?"
                .formatted(partition, now, end));
      }
      position = now;
    }
    return position;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
