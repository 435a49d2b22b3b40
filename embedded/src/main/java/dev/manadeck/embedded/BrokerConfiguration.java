package dev.manadeck.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a single broker on a single machine needs to be told; everything else is Kafka's default.
 */
final class BrokerConfiguration {

  private static final String SINGLE_NODE =
      """
      process.roles=broker,controller
      node.id=1
      inter.broker.listener.name=CLIENTS
      controller.listener.names=CONTROLLER
      listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT

      default.replication.factor=1
      offsets.topic.replication.factor=1
      offsets.topic.num.partitions=8
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.state.log.num.partitions=8
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      share.coordinator.state.topic.num.partitions=1

      auto.create.topics.enable=false
      group.initial.rebalance.delay.ms=0
      message.max.bytes=8388608

      # After a crash the broker is let in again only when its former session has run out.
      broker.session.timeout.ms=3000
      broker.heartbeat.interval.ms=500
      """;

  private static final String HALF_A_SECOND = "500";

  private BrokerConfiguration() {}

  static void write(Path file, Path logDirectory, int port, Durability durability)
      throws IOException {
    int controllerPort = LoopbackPort.freeBut(port);
    Properties configuration = new Properties();
    configuration.load(new StringReader(SINGLE_NODE));
    configuration.setProperty("log.dirs", logDirectory.toString());
    configuration.setProperty(
        "listeners",
        "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    configuration.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    switch (durability) {
      case POWER_LOSS -> configuration.setProperty("log.flush.interval.messages", "1");
      case PROCESS_LOSS -> {
        // Of every log, the transactions' own included; what it is and how often it is looked at.
        configuration.setProperty("log.flush.interval.ms", HALF_A_SECOND);
        configuration.setProperty("log.flush.scheduler.interval.ms", HALF_A_SECOND);
      }
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      configuration.store(writer, null);
    }
  }
}
