package dev.manadeck.command.kafka;

import static dev.manadeck.command.kafka.KafkaAnswers.awaited;

import dev.manadeck.events.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics once, and refuses to work on topics that were created otherwise. */
final class TopicSetup {
  private static final Map<String, String> KEPT_FOR_EVER =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          "-1",
          TopicConfig.RETENTION_BYTES_CONFIG,
          "-1",
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          Integer.toString(ShardClients.LARGEST_FACT));
  private static final List<String> LOSING_SETTINGS =
      List.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.RETENTION_MS_CONFIG,
          TopicConfig.RETENTION_BYTES_CONFIG);

  /** What was replaced is cleared away soon: a shard that opens reads all that is left. */
  private static final Map<String, String> LATEST_OF_EACH_KEY =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_BYTES_CONFIG,
          Integer.toString(16 * 1024 * 1024),
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
          "0.3",
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          Integer.toString(ShardClients.LARGEST_FACT));

  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final Admin admin;
  private final TopicNames names;
  private final TopicSettings settings;

  TopicSetup(Admin admin, TopicNames names, TopicSettings settings) {
    this.admin = admin;
    this.names = names;
    this.settings = settings;
  }

  /**
   * @throws TopicMismatchException if there are topics with another number of partitions: the
   *     shards' keys would go astray; or that do not keep their facts for ever
   * @throws KafkaException if Kafka cannot be asked now
   */
  void ensure() {
    var wanted = new ArrayList<NewTopic>();
    names.all().forEach(name -> wanted.add(topic(name, KEPT_FOR_EVER)));
    wanted.add(topic(names.commandSnapshots(), LATEST_OF_EACH_KEY));
    var alreadyThere = alreadyThere(admin.createTopics(wanted).values());
    check(alreadyThere);
    awaitLeaders(wanted);
  }

  /**
   * A broker hears of a new topic, and that it leads a partition of it, a moment after the
   * controller has created it.
   */
  private void awaitLeaders(List<NewTopic> topics) {
    var until = System.nanoTime() + LONGEST_SPREAD.toNanos();
    while (!haveLeaders(topics)) {
      if (System.nanoTime() > until) {
        throw new TimeoutException("Kafka created %s, but shows them to nobody".formatted(topics));
      }
      pause();
    }
  }

  /** Only a partition's leader tells where it ends. */
  private boolean haveLeaders(List<NewTopic> topics) {
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    for (var topic : topics) {
      for (var partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    try {
      awaited(admin.listOffsets(ends).all());
      return true;
    } catch (KafkaException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private NewTopic topic(String name, Map<String, String> configs) {
    return new NewTopic(
            name,
            Optional.of(settings.partitions()),
            Optional.ofNullable(settings.replicationFactor()))
        .configs(configs);
  }

  private static List<String> alreadyThere(Map<String, KafkaFuture<Void>> creations) {
    var names = new ArrayList<String>();
    creations.forEach(
        (name, creation) -> {
          try {
            creation.get();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
          } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
              throw new KafkaException(e.getCause());
            }
            names.add(name);
          }
        });
    return names;
  }

  private void check(List<String> topics) {
    var others = new TreeMap<String, Integer>();
    awaited(admin.describeTopics(topics).allTopicNames())
        .forEach((name, description) -> others.put(name, description.partitions().size()));
    others.values().removeIf(partitions -> partitions == settings.partitions());
    if (!others.isEmpty()) {
      throw new TopicMismatchException(settings.partitions(), others);
    }
    topics.stream().filter(names.all()::contains).forEach(this::checkThatItKeepsAll);
    topics.stream().filter(names.commandSnapshots()::equals).forEach(this::compact);
  }

  /** Nobody else reads it: it may have been created by a version that wanted it otherwise. */
  private void compact(String topic) {
    var found = configOf(topic);
    var changes =
        LATEST_OF_EACH_KEY.entrySet().stream()
            .filter(wanted -> !wanted.getValue().equals(found.get(wanted.getKey()).value()))
            .map(wanted -> new ConfigEntry(wanted.getKey(), wanted.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    if (!changes.isEmpty()) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      awaited(admin.incrementalAlterConfigs(Map.of(resource, changes)).all());
    }
  }

  private void checkThatItKeepsAll(String topic) {
    var found = configOf(topic);
    for (var setting : LOSING_SETTINGS) {
      var expected = KEPT_FOR_EVER.get(setting);
      var value = found.get(setting).value();
      if (expected != null && !expected.equals(value)) {
        throw new TopicMismatchException(topic, setting, expected, value);
      }
    }
  }

  private Config configOf(String topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return Objects.requireNonNull(
        awaited(admin.describeConfigs(List.of(resource)).all()).get(resource));
  }
}
