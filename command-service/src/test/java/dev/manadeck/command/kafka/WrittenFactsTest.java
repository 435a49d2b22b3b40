package dev.manadeck.command.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.shard.Location;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.TopicNames;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WrittenFactsTest {
  private static final TopicNames NAMES = new TopicNames("test.");
  private static final DeckId DECK = DeckId.of("0199a1b2-c3d4-7e5f-8a6b-000000000d01");
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

  @Test
  void passesOverWhatAStrangerWroteBetweenTheFactsOfACommand() {
    var first = Touches.fact("a", DECK, 1);
    var last = Touches.fact("a", DECK, 2);
    consumer.schedulePollTask(
        () -> {
          write(3, first);
          consumer.addRecord(new ConsumerRecord<>("test.reviews", 0, 4, "x", new byte[] {1}));
          write(5, Touches.fact("b", DECK, 1));
          write(6, last);
        });

    assertThat(written.all(SPAN, LONG)).containsExactly(first, last);
  }

  private void write(long offset, Recorded fact) {
    var wire = new EventCodec().encode(fact);
    var headers = new RecordHeaders();
    wire.headers().forEach(header -> headers.add(header.name(), header.value()));
    consumer.addRecord(
        new ConsumerRecord<>(
            "test.reviews",
            0,
            offset,
            0,
            TimestampType.CREATE_TIME,
            0,
            0,
            wire.key(),
            wire.value(),
            headers,
            Optional.empty()));
  }
}
