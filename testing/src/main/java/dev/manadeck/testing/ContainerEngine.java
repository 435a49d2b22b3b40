package dev.manadeck.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Servers as containers. */
final class ContainerEngine implements Engine {

  private static final String KAFKA_IMAGE = "apache/kafka-native:" + AppInfoParser.getVersion();
  private static final String POSTGRES_IMAGE = "postgres:18";

  /** Why containers cannot be used here, if they cannot. */
  static Optional<String> whatIsMissing() {
    try {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return Optional.of("no Docker engine answers");
      }
      DockerClient docker = DockerClientFactory.lazyClient();
      for (String image : List.of(KAFKA_IMAGE, POSTGRES_IMAGE)) {
        pullIfAbsent(image, docker);
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of("a Docker engine answers, but lacks images: " + e.getMessage());
    }
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
    return new ContainerKafka(new KafkaContainer(KAFKA_IMAGE));
  }

  @Override
  public PostgresServer newPostgres() {
    return new ContainerPostgres(new PostgreSQLContainer(POSTGRES_IMAGE));
  }

  private static final class ContainerKafka implements KafkaServer {

    private final KafkaContainer kafka;
    private final RestartableContainer container;

    private ContainerKafka(KafkaContainer kafka) {
      this.kafka = kafka;
      this.container = new RestartableContainer(kafka, 9092);
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
      this.container = new RestartableContainer(postgres, PostgreSQLContainer.POSTGRESQL_PORT);
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
