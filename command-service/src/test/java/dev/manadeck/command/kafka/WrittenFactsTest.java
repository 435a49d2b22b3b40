package dev.manadeck.command.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.shard.Location;
import dev.manadeck.events.TopicNames;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WrittenFactsTest {
  private static final TopicNames NAMES = new TopicNames("test.");
  private static final TopicPartition PARTITION = new TopicPartition("test.reviews", 0);
  private static final Duration LONG = Duration.ofSeconds(4);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Span SPAN = new Span(at(3), at(6));

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
  private final WrittenFacts written = new WrittenFacts(consumer, NAMES);

  private static Location at(long offset) {
    return Location.at("reviews", 0, offset);
  }

  @Test
  void givesUpWhenKafkaGivesNothing() {
    assertThatThrownBy(() -> written.all(SPAN, SHORT)).isInstanceOf(LogUnreachableException.class);
    assertThatThrownBy(() -> written.ends(SPAN, SHORT)).isInstanceOf(LogUnreachableException.class);
  }

  @Test
  void waitsForItsTurnNoLongerThanTheClientWaits() throws Exception {
    var isReading = new CountDownLatch(1);
    consumer.schedulePollTask(isReading::countDown);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> written.all(SPAN, LONG));
      isReading.await();

      assertThatThrownBy(() -> written.all(SPAN, SHORT))
          .isInstanceOf(LogUnreachableException.class)
          .hasMessageContaining("wait");
      assertThat(first).as("who has the turn").isNotDone();
    }
  }
}
