package dev.manadeck.testing;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the servers of the integration tests come from. Nothing else decides that. */
sealed interface Engine permits ContainerEngine, EmbeddedEngine {

  /** A broker that was not started yet. */
  KafkaServer newKafka();

  /** A database server that was not started yet. */
  PostgresServer newPostgres();

  static Engine chosen() {
    return Choice.ENGINE;
  }

  /** Made once a JVM, when the first test asks for a server. */
  final class Choice {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Engine ENGINE = choose();

    private Choice() {}

    private static Engine choose() {
      Optional<String> missing = ContainerEngine.whatIsMissing();
      if (missing.isPresent()) {
        LOG.info("Integration tests use the embedded Kafka and PostgreSQL: {}", missing.get());
        return new EmbeddedEngine();
      }
      LOG.info("Integration tests use Testcontainers");
      return new ContainerEngine();
    }
  }
}
