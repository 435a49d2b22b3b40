package dev.manadeck.projection.live;

import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.log.KafkaTopics;
import dev.manadeck.projection.log.LogConsumers;
import dev.manadeck.projection.log.TopicProperties;
import dev.manadeck.projection.runtime.BatchWriter;
import dev.manadeck.projection.runtime.Positions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** The live side of one process of the service, without the rest of it. */
final class LiveInstance implements AutoCloseable {
  private final LiveProgress progress = new LiveProgress();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LiveProjections projections;

  private LiveInstance(KafkaLog log, ProjectionDatabase database) {
    var properties =
        new LiveProperties(
            2,
            500,
            DataSize.ofMegabytes(4),
            Duration.ofMillis(8),
            Duration.ofMillis(50),
            Duration.ofSeconds(9),
            Duration.ofMillis(50),
            Duration.ofMillis(500),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofSeconds(30));
    var topics = new TopicProperties(log.prefix());
    var positions = new Positions(database.db(), database.transaction());
    projections =
        new LiveProjections(
            List.of(Decks.projection()),
            projection ->
                new BatchWriter(projection, database.db(), database.transaction(), positions),
            new LogConsumers(Map.of("bootstrap.servers", log.bootstrapServers()), topics),
            new KafkaTopics(topics.names()),
            positions,
            progress,
            meters,
            properties);
  }

  static LiveInstance started(KafkaLog log, ProjectionDatabase database) {
    var instance = new LiveInstance(log, database);
    instance.projections.start();
    return instance;
  }

  List<String> obstacles() {
    return progress.obstacles(Decks.NAME);
  }

  double lostMoves() {
    return meters.get("manadeck.projection.position.moves.lost").counter().count();
  }

  @Override
  public void close() {
    projections.stop();
  }
}
