package dev.manadeck.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

  @TempDir Path data;

  private final int port = LoopbackPort.free();

  @Test
  void keepsTopicsAndRecordsThroughCrashAndRestart() throws Exception {
    try (Broker broker = broker(Durability.POWER_LOSS)) {
      broker.start();
      createTopic("letters");
      send("letters", "before the crash");

      ProcessHandle.of(broker.pid()).orElseThrow().destroyForcibly();
      assertThat(broker.onExit().orTimeout(30, TimeUnit.SECONDS).join()).isNotZero();
      assertThat(broker.isAlive()).isFalse();
      broker.start();
      send("letters", "before the stop");

      broker.stop();
      assertThat(broker.isAlive()).isFalse();
    }
    assertThat(Files.readString(log())).contains("Kafka Server started").doesNotContain("WARN");
    try (Broker again = broker(Durability.POWER_LOSS)) {
      again.start();
      assertThat(readTwo("letters")).containsExactly("before the crash", "before the stop");
    }
  }

  @Test
  void flushesEachAppendIfItMustSurviveTheLossOfPowerAndElseWithinASecond() throws Exception {
    assertThat(configuration(Durability.POWER_LOSS))
        .containsEntry("log.flush.interval.messages", "1");
    assertThat(configuration(Durability.PROCESS_LOSS))
        .doesNotContainKey("log.flush.interval.messages")
        .containsEntry("log.flush.interval.ms", "500")
        .containsEntry("log.flush.scheduler.interval.ms", "500");
  }

  @Test
  void speaksTheSameLanguageOnEveryMachine() {
    assertThat(broker(Durability.PROCESS_LOSS).command(data.resolve("server.properties")))
        .contains("-Duser.language=en", "-Duser.country=US");
  }

  @Test
  void namesPortThatIsInUse() throws Exception {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        Broker broker = broker(Durability.PROCESS_LOSS)) {
      assertThatThrownBy(broker::start)
          .isInstanceOf(StartFailedException.class)
          .hasMessageStartingWith("Port %d is needed for the Kafka broker".formatted(port));
    }
  }

  @Test
  void endsWhenSomebodyElseTookThePortMeanwhile() throws Exception {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      ServerRun launched = broker(Durability.PROCESS_LOSS).launch();

      assertThat(launched.onExit().orTimeout(1, TimeUnit.MINUTES).join()).isEqualTo(1);
      assertThat(launched.log().toString()).contains("Address already in use");
    }
  }

  @Test
  void takesOverFromAnotherOwnerOnceThatIsDead() throws Exception {
    try (OwnerProcess other = OwnerProcess.start(Broker.class, data, port);
        Broker broker = broker(Durability.PROCESS_LOSS)) {
      assertThatThrownBy(broker::start)
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining("in use by process " + other.pid());
      assertThat(other.server().isAlive()).isTrue();
      createTopic("letters");

      other.kill();
      broker.start();

      assertThat(ProcessEnd.hasCome(other.server())).isTrue();
      send("letters", "to the new one");
    }
  }

  @Test
  void endsSoonAfterItsOwner() throws Exception {
    try (OwnerProcess other = OwnerProcess.start(Broker.class, data, port)) {
      other.kill();
      assertThat(ProcessEnd.comesWithin(Duration.ofMinutes(1), other.server())).isTrue();
    }
  }

  @Test
  void showsTheLogWhenItCannotStart() throws Exception {
    Files.createDirectories(data.resolve("log"));
    Files.writeString(data.resolve("log/meta.properties"), "version=1\nnode.id=7\ncluster.id=x\n");
    try (Broker broker = broker(Durability.PROCESS_LOSS)) {
      assertThatThrownBy(broker::start)
          .isInstanceOf(StartFailedException.class)
          .hasMessageStartingWith("the Kafka broker ended with status 1")
          .hasMessageContaining("Stored node id 7");
    }
  }

  private Broker broker(Durability durability) {
    return new Broker(data, port, log(), durability);
  }

  private Path log() {
    return data.resolve("broker.log");
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }

  private void createTopic(String topic) throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private Properties configuration(Durability durability) throws IOException {
    Path file = data.resolve("server.properties");
    BrokerConfiguration.write(file, data.resolve("log"), port, durability);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private void send(String topic, String text) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, text)).get();
    }
  }

  private List<String> readTwo(String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> texts = new ArrayList<>();
      while (texts.size() < 2) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> texts.add(record.value()));
      }
      return texts;
    }
  }
}
