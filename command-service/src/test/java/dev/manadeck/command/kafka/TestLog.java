package dev.manadeck.command.kafka;

import static dev.manadeck.command.shard.Eventually.eventually;
import static dev.manadeck.command.shard.Eventually.eventuallyAsserted;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.ShardLog;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import dev.manadeck.testing.TestKafka;
import dev.manadeck.testing.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** Topics of a test's own on the real broker, and what a node has to work on them. */
final class TestLog implements AutoCloseable {
  final TopicNames names = new TopicNames(TestKafka.newTopicPrefix());
  final KafkaProperties properties = new KafkaProperties();
  final Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()));
  private final EventCodec codec = new EventCodec();
  private final ShardClients clients;
  private final TopicSetup setup;

  TestLog(int partitions) {
    properties.setBootstrapServers(List.of(TestKafka.bootstrapServers()));
    clients = new ShardClients(properties, admin, names);
    setup = new TopicSetup(admin, names, new TopicSettings(names.prefix(), partitions, null));
    setup.ensure();
  }

  KafkaShardLog open(int shard) {
    return open(shard, UnaryOperator.identity());
  }

  KafkaShardLog open(int shard, UnaryOperator<List<Producer<String, byte[]>>> disturbed) {
    return new KafkaShardLog(
        shard,
        names,
        codec,
        disturbed.apply(clients.producers(shard)),
        new FactPartitions(shard, names, codec, clients),
        new SnapshotPartition(shard, names, clients, setup));
  }

  /** What subscribers see. */
  List<Recorded> facts(Topic topic) {
    return decoded(new TopicReader(TestKafka.bootstrapServers()).readAll(names.of(topic)));
  }

  /** The same, with those of commits of which readers do not know yet. */
  List<Recorded> decidedFacts(Topic topic) {
    return decoded(
        new TopicReader(TestKafka.bootstrapServers()).readAllOnceDecided(names.of(topic)));
  }

  private List<Recorded> decoded(List<ConsumerRecord<byte[], byte[]>> wires) {
    return wires.stream()
        .map(wire -> codec.decode(FactDecoder.headersOf(wire), wire.value()))
        .toList();
  }

  List<String> commands(Topic topic) {
    return facts(topic).stream().map(TestLog::command).toList();
  }

  static String command(Recorded fact) {
    return fact.envelope().commandId().value();
  }

  /** What the shard's owner would restore from. */
  List<String> restored(ShardLog<Recorded> log) {
    var commands = new ArrayList<String>();
    log.read(null, (fact, location) -> commands.add(command(fact)));
    return commands;
  }

  List<Location> restoredLocations(ShardLog<Recorded> log) {
    var locations = new ArrayList<Location>();
    log.read(null, (fact, location) -> locations.add(location));
    return locations;
  }

  /** All records of the snapshots, replaced ones too. */
  List<ConsumerRecord<byte[], byte[]>> snapshotRecords() {
    return new TopicReader(TestKafka.bootstrapServers()).readAll(names.commandSnapshots());
  }

  long snapshotEnd(int partition) {
    return clients.end(new TopicPartition(names.commandSnapshots(), partition));
  }

  void delete(String topic) throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    eventually(() -> !admin.listTopics().names().get().contains(topic));
  }

  void createWhatIsMissing() {
    eventuallyAsserted(() -> assertThatCode(setup::ensure).doesNotThrowAnyException());
  }

  /** The end of all that was written, be it committed or not. */
  long end(Topic topic, int partition) {
    return clients.end(new TopicPartition(names.of(topic), partition));
  }

  long producersThatWrote(Topic topic, int partition)
      throws ExecutionException, InterruptedException {
    var of = new TopicPartition(names.of(topic), partition);
    return admin.describeProducers(List.of(of)).partitionResult(of).get().activeProducers().size();
  }

  /** Somebody else who writes to the topics. */
  Producer<String, byte[]> stranger() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            TestKafka.bootstrapServers(),
            "transactional.id",
            names.prefix() + "stranger"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  @Override
  public void close() {
    admin.close();
  }
}
