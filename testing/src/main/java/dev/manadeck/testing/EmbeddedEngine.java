package dev.manadeck.testing;

import dev.manadeck.embedded.Broker;
import dev.manadeck.embedded.Durability;
import dev.manadeck.embedded.LoopbackPort;
import dev.manadeck.embedded.Postgres;

/** Servers as child processes. They need not survive the machine, so nothing is flushed. */
final class EmbeddedEngine implements Engine {

  @Override
  public KafkaServer newKafka() {
    return new EmbeddedKafka(ServerFiles.create());
  }

  @Override
  public PostgresServer newPostgres() {
    return new EmbeddedPostgres(ServerFiles.create());
  }

  private static final class EmbeddedKafka implements KafkaServer {

    private final ServerFiles files;
    private final Broker broker;

    private EmbeddedKafka(ServerFiles files) {
      this.files = files;
      this.broker =
          new Broker(files.data(), LoopbackPort.free(), files.log(), Durability.PROCESS_LOSS);
    }

    @Override
    public String bootstrapServers() {
      return broker.bootstrapServers();
    }

    @Override
    public void start() {
      broker.start();
    }

    @Override
    public void stop() {
      broker.stop();
    }

    @Override
    public void kill() {
      broker.kill();
    }

    @Override
    public void close() {
      broker.kill();
      files.delete();
    }
  }

  private static final class EmbeddedPostgres extends PostgresServer {

    private final ServerFiles files;
    private final Postgres postgres;

    private EmbeddedPostgres(ServerFiles files) {
      this.files = files;
      this.postgres =
          new Postgres(files.data(), LoopbackPort.free(), files.log(), Durability.PROCESS_LOSS);
    }

    @Override
    TestDatabase database(String name) {
      return new TestDatabase(
          "127.0.0.1", postgres.port(), name, Postgres.ADMIN, postgres.adminPassword());
    }

    @Override
    public void start() {
      postgres.start();
    }

    @Override
    public void stop() {
      postgres.stop();
    }

    @Override
    public void kill() {
      postgres.kill();
    }

    @Override
    public void close() {
      postgres.stop();
      files.delete();
    }
  }
}
