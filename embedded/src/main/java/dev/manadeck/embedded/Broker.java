package dev.manadeck.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Kafka broker in a JVM of its own, which is also its own KRaft controller. */
public final class Broker extends EmbeddedServer {

  private final Path logFile;
  private final Durability durability;

  /**
   * @param folder where the broker keeps its data; created if absent
   * @param port where clients connect, on the loopback interface
   * @param logFile what the broker prints is appended to this file
   */
  public Broker(Path folder, int port, Path logFile, Durability durability) {
    super("the Kafka broker", folder, port);
    this.logFile = logFile.toAbsolutePath();
    this.durability = durability;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port();
  }

  @Override
  ServerRun launch() throws IOException {
    Files.deleteIfExists(readyFile());
    Path configuration = folder().resolve("server.properties");
    BrokerConfiguration.write(configuration, folder().resolve("log"), port(), durability);
    ProcessBuilder jvm = new ProcessBuilder(command(configuration));
    Map<String, String> environment = jvm.environment();
    environment.put("CLASSPATH", System.getProperty("java.class.path"));
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.remove("JDK_JAVA_OPTIONS");
    return ServerRun.launch(name(), jvm, logFile);
  }

  List<String> command(Path configuration) {
    return Jvm.command(
        "-Xmx512m",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
        "-Dslf4j.internal.verbosity=WARN",
        "-Dlogback.configurationFile=dev/manadeck/embedded/broker-logback.xml",
        WithParent.class.getName(),
        BrokerProcess.class.getName(),
        configuration.toString(),
        readyFile().toString());
  }

  /** Written by {@link BrokerProcess}. */
  private Path readyFile() {
    return folder().resolve("ready");
  }

  @Override
  boolean answers(ServerRun launched) {
    return Files.exists(readyFile());
  }

  @Override
  String stopSignal() {
    return "TERM";
  }

  @Override
  boolean failedForAMoment(LogTail log) {
    return false;
  }
}
