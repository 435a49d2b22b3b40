package dev.manadeck.projection.log;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.runtime.LogPartition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Where the log ends, for readers of committed events. Single-threaded. */
public final class LogEnds implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Map<String, Object> config;
  private final KafkaTopics topics;
  private @Nullable Admin admin;

  public LogEnds(Map<String, Object> common, KafkaTopics topics) {
    this.config = new HashMap<>(common);
    this.topics = topics;
    config.put(AdminClientConfig.CLIENT_ID_CONFIG, "projection-lag");
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
  }

  /** Topics that do not exist yet have no ends. */
  public Map<LogPartition, Long> read(Collection<Topic> wanted)
      throws InterruptedException, ExecutionException, TimeoutException {
    var client = admin();
    var partitions = new HashMap<TopicPartition, OffsetSpec>();
    for (var description : client.describeTopics(topics.names(wanted)).topicNameValues().values()) {
      var topic = existing(description);
      if (topic != null) {
        topic
            .partitions()
            .forEach(
                partition ->
                    partitions.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      }
    }
    var ends =
        client
            .listOffsets(partitions, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all()
            .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    return ends.entrySet().stream()
        .collect(
            Collectors.toMap(
                end -> topics.partition(end.getKey().topic(), end.getKey().partition()),
                end -> end.getValue().offset()));
  }

  private static @Nullable TopicDescription existing(KafkaFuture<TopicDescription> description)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return description.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return null;
      }
      throw e;
    }
  }

  private Admin admin() {
    if (admin == null) {
      admin = Admin.create(config);
    }
    return admin;
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
  }
}
