package dev.manadeck.command.kafka;

import dev.manadeck.events.TopicNames;
import java.net.URI;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** The consumer group whose members are the nodes. */
final class OwnerGroup {
  /** Members hear of a hand-over with their next heartbeat: shards are without owner until then. */
  private static final int LONGEST_WITHOUT_NEWS_MS = 500;

  private static final Pattern NOT_IN_INSTANCE_IDS = Pattern.compile("[^A-Za-z0-9.-]");

  private OwnerGroup() {}

  static String nameFor(TopicNames topics) {
    return topics.prefix().replace('.', '-') + "command";
  }

  /**
   * Its client id is the node's URL: that is how the nodes find one another. Its instance id comes
   * from the URL too: a node that was killed and starts again has its former membership at once.
   */
  static Consumer<byte[], byte[]> newMember(
      KafkaProperties properties, TopicNames topics, ShardSettings settings) {
    var sessionTimeout = Math.toIntExact(settings.sessionTimeout().toMillis());
    var config = properties.buildConsumerProperties();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, nameFor(topics));
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.advertisedUrl().toString());
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId(settings.advertisedUrl()));
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionTimeout);
    config.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        Math.min(sessionTimeout / 4, LONGEST_WITHOUT_NEWS_MS));
    config.put(
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
        sessionTimeout + Math.toIntExact(settings.handOver().toMillis()));
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Different URLs have different ones. */
  static String instanceId(URI url) {
    return NOT_IN_INSTANCE_IDS
        .matcher(url.toASCIIString())
        .replaceAll(other -> "_%02x".formatted((int) other.group().charAt(0)));
  }
}
