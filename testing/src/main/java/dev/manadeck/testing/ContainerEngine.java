package dev.manadeck.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** Servers as containers. */
final class ContainerEngine implements Engine {

  private static final String KAFKA_IMAGE = "apache/kafka-native:" + AppInfoParser.getVersion();
  private static final String POSTGRES_IMAGE = "postgres:18";

  /**
   * Why containers cannot be used here, if they cannot. Testcontainers itself would try again for
   * minutes to pull an image that cannot be had, and so this asks the engine directly.
   */
  static Optional<String> whatIsMissing() {
    DockerClient docker;
    try {
      docker =
          DockerClientProviderStrategy.getClientForConfig(
              DockerClientFactory.instance().getTransportConfig());
    } catch (IllegalStateException e) {
      return Optional.of("no Docker engine answers");
    }
    try {
      neededImages().forEach(image -> pullIfAbsent(image, docker));
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of("a Docker engine answers, but cannot get an image: " + e.getMessage());
    }
  }

  private static Stream<String> neededImages() {
    return Stream.of(KAFKA_IMAGE, POSTGRES_IMAGE)
        .map(DockerImageName::parse)
        .map(ImageNameSubstitutor.instance()::apply)
        .map(DockerImageName::asCanonicalNameString);
  }

  private static void pullIfAbsent(String image, DockerClient docker) {
    try {
      docker.inspectImageCmd(image).exec();
    } catch (NotFoundException absent) {
      pull(image, docker);
    }
  }

  private static void pull(String image, DockerClient docker) {
    try {
      docker.pullImageCmd(image).start().awaitCompletion();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while pulling " + image, e);
    }
  }

  @Override
  public KafkaServer newKafka() {
    return new ContainerKafka(
        new KafkaContainer(KAFKA_IMAGE)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_MESSAGE_MAX_BYTES", "8388608")
            .withEnv("KAFKA_BROKER_SESSION_TIMEOUT_MS", "3000")
            .withEnv("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500")
            .waitingFor(Wait.forListeningPort()));
  }

  @Override
  public PostgresServer newPostgres() {
    return new ContainerPostgres(
        new PostgreSQLContainer(POSTGRES_IMAGE)
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200"));
  }

  private static final class ContainerKafka implements KafkaServer {

    private final KafkaContainer kafka;
    private final RestartableContainer container;

    private ContainerKafka(KafkaContainer kafka) {
      this.kafka = kafka;
      this.container = new RestartableContainer(kafka, 9092, this::answers);
    }

    private boolean answers() throws ExecutionException, InterruptedException {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
        return !admin.describeCluster().nodes().get().isEmpty();
      }
    }

    @Override
    public String bootstrapServers() {
      return kafka.getBootstrapServers();
    }

    @Override
    public void start() {
      container.start();
    }

    @Override
    public void stop() {
      container.stop();
    }

    @Override
    public void kill() {
      container.kill();
    }

    @Override
    public void close() {
      kafka.stop();
    }
  }

  private static final class ContainerPostgres extends PostgresServer {

    private final PostgreSQLContainer postgres;
    private final RestartableContainer container;

    private ContainerPostgres(PostgreSQLContainer postgres) {
      this.postgres = postgres;
      this.container =
          new RestartableContainer(postgres, PostgreSQLContainer.POSTGRESQL_PORT, this::answers);
    }

    private boolean answers() throws SQLException {
      try (Connection connection = connect(database("postgres"))) {
        return connection.isValid(0);
      }
    }

    @Override
    TestDatabase database(String name) {
      return new TestDatabase(
          postgres.getHost(),
          postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
          name,
          postgres.getUsername(),
          postgres.getPassword());
    }

    @Override
    public void start() {
      container.start();
    }

    @Override
    public void stop() {
      container.stop();
    }

    @Override
    public void kill() {
      container.kill();
    }

    @Override
    public void close() {
      postgres.stop();
    }
  }
}
