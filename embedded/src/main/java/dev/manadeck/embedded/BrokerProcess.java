package dev.manadeck.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.config.AbstractKafkaConfig;

/** The main class of the broker's JVM: formats the storage on the first start, then serves. */
final class BrokerProcess {

  private BrokerProcess() {}

  /** Arguments: the configuration to read, and the file to create when clients are served. */
  public static void main(String[] arguments) throws Exception {
    KafkaConfig configuration = KafkaConfig.fromProps(read(Path.of(arguments[0])));
    formatIfNew(configuration);
    KafkaRaftServer server = new KafkaRaftServer(configuration, Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    server.startup();
    Files.createFile(Path.of(arguments[1]));
    server.awaitShutdown();
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static void formatIfNew(AbstractKafkaConfig configuration) throws Exception {
    String directory = configuration.getList("log.dirs").getFirst();
    if (Files.exists(Path.of(directory, "meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(configuration.getInt("node.id"))
        .setControllerListenerName("CONTROLLER")
        .addDirectory(directory)
        .setMetadataLogDirectory(directory)
        .run();
  }
}
