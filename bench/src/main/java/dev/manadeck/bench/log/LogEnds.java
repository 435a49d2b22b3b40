package dev.manadeck.bench.log;

import dev.manadeck.events.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Where the log ends, and the one topic that is not the log. */
public final class LogEnds implements AutoCloseable {
  private static final TopicNames NAMES = new TopicNames(TopicNames.DEFAULT_PREFIX);

  private final Admin admin;

  public LogEnds(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** The next offset of each partition, by the topic's short name and the partition's number. */
  public Map<LogPlace, Long> now() {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    get(admin.describeTopics(NAMES.all()).allTopicNames())
        .values()
        .forEach(
            topic ->
                topic
                    .partitions()
                    .forEach(
                        partition ->
                            latest.put(
                                new TopicPartition(topic.name(), partition.partition()),
                                OffsetSpec.latest())));
    Map<LogPlace, Long> ends = new HashMap<>();
    get(admin.listOffsets(latest).all())
        .forEach(
            (partition, end) ->
                ends.put(
                    new LogPlace(
                        NAMES.topic(partition.topic()).orElseThrow().shortName(),
                        partition.partition()),
                    end.offset()));
    return ends;
  }

  /** The command service, when it starts, makes them anew and empty. */
  public void deleteSnapshots() {
    get(admin.deleteTopics(List.of(NAMES.commandSnapshots())).all());
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker did not answer", e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
