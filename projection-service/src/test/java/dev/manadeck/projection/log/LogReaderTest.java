package dev.manadeck.projection.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import dev.manadeck.projection.runtime.LogPartition;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

/** A broker that is away: Kafka's client gives nothing, and does not say why. */
class LogReaderTest {
  private static final int MORE_THAN_PATIENCE = 1_000;
  private static final int LESS_THAN_PATIENCE = 30;
  private static final int EVENTS = 5;
  private static final LogPartition DECKS = new LogPartition(Topic.DECKS, 0);
  private static final LogPartition SESSIONS = new LogPartition(Topic.SESSIONS, 0);

  private final TopicNames names = new TopicNames("test.");
  private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("none");
  private final LogReader reader = new LogReader(kafka, new KafkaTopics(names));

  @Test
  void saysWhichPartitionItWaitsForInVain() {
    begin(Map.of(DECKS, (long) EVENTS, SESSIONS, 0L));

    assertThatThrownBy(() -> poll(MORE_THAN_PATIENCE))
        .isInstanceOf(LogAwayException.class)
        .hasMessage("Kafka does not answer: nothing came of [decks-0] for 15 s");
  }

  @Test
  void isPatientWhileEventsCome() {
    begin(Map.of(DECKS, (long) EVENTS));

    for (int event = 0; event < EVENTS; event++) {
      poll(LESS_THAN_PATIENCE);
      kafka.addRecord(
          new ConsumerRecord<>(names.of(Topic.DECKS), 0, event, new byte[1], new byte[1]));
    }
    poll(1);

    assertThat(reader.isAtEnd()).isTrue();
  }

  @Test
  void isPatientAnewWithWhatIsReadNext() {
    begin(Map.of(DECKS, (long) EVENTS));
    for (int stretch = 0; stretch < EVENTS; stretch++) {
      reader.seek(Map.of(), new TreeMap<>(Map.of(DECKS, (long) EVENTS)));
      poll(LESS_THAN_PATIENCE);
    }

    assertThat(reader.isAtEnd()).isFalse();
  }

  @Test
  void doesNotCountWhatIsPolledAtTheEnd() {
    begin(Map.of(DECKS, 0L));

    poll(MORE_THAN_PATIENCE);

    assertThat(reader.isAtEnd()).isTrue();
  }

  private void begin(Map<LogPartition, Long> to) {
    reader.seek(Map.of(), to);
  }

  private void poll(int times) {
    for (int poll = 0; poll < times; poll++) {
      reader.poll(key -> true);
    }
  }
}
