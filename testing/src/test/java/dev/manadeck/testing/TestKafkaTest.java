package dev.manadeck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TestKafkaTest {

  @Test
  void readsWhatWasCommittedAndNothingElse() throws Exception {
    String topic = TestKafka.newTopicPrefix() + "letters";
    createTopic(TestKafka.bootstrapServers(), topic, 3);

    try (KafkaProducer<byte[], byte[]> producer = producer(TestKafka.bootstrapServers(), topic)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(record(topic, 0, "a"));
      producer.send(record(topic, 2, "b"));
      producer.flush();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(record(topic, 0, "taken back")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(record(topic, 0, "c"));
      producer.flush();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(record(topic, 1, "still open")).get();

      assertThat(new TopicReader(TestKafka.bootstrapServers()).readAll(topic))
          .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
          .containsExactlyInAnyOrder("a", "b", "c")
          .containsSubsequence("a", "c");
      producer.abortTransaction();
    }
  }

  @Test
  void givesEachTestTopicsOfItsOwn() {
    assertThat(TestKafka.newTopicPrefix()).isNotEqualTo(TestKafka.newTopicPrefix());
  }

  @Test
  void dedicatedBrokerKeepsItsRecordsThroughOutages() throws Exception {
    try (KafkaServer kafka = TestKafka.startDedicated()) {
      createTopic(kafka.bootstrapServers(), "kept", 1);
      send(kafka, "first");

      kafka.kill();
      kafka.start();
      send(kafka, "second");
      kafka.stop();
      kafka.start();

      assertThat(new TopicReader(kafka.bootstrapServers()).readAll("kept"))
          .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
          .containsExactly("first", "second");
    }
  }

  private static void send(KafkaServer kafka, String text) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(record("kept", 0, text)).get();
    }
  }

  private static void createTopic(String bootstrapServers, String topic, int partitions)
      throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(
      String bootstrapServers, String transactionalId) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", transactionalId),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, int partition, String text) {
    return new ProducerRecord<byte[], byte[]>(
        topic,
        partition,
        null,
        text.getBytes(StandardCharsets.UTF_8),
        List.of(new RecordHeader("ce_type", "letter".getBytes(StandardCharsets.UTF_8))));
  }
}
