package dev.manadeck.command.kafka;

import com.fasterxml.uuid.Generators;
import dev.manadeck.command.machine.Answer;
import dev.manadeck.command.machine.Command;
import dev.manadeck.command.machine.CommandMachine;
import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.command.shard.ShardListener;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {
  @Bean
  TopicNames topicNames(TopicSettings settings) {
    return new TopicNames(settings.prefix());
  }

  @Bean
  Admin admin(KafkaProperties properties) {
    var config = properties.buildAdminProperties();
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return Admin.create(config);
  }

  @Bean
  TopicSetup topicSetup(Admin admin, TopicNames topics, TopicSettings settings) {
    return new TopicSetup(admin, topics, settings);
  }

  @Bean
  ShardClients shardClients(KafkaProperties properties, Admin admin, TopicNames topics) {
    return new ShardClients(properties, admin, topics);
  }

  @Bean
  ShardHost<Command, Recorded, Answer> shardHost(
      TopicNames topics,
      TopicSetup setup,
      ShardClients clients,
      ShardListener listener,
      TopicSettings topicSettings,
      ShardSettings settings) {
    var recent = settings.recentMemory(topicSettings.partitions());
    var codec = new EventCodec();
    return new ShardHost<>(
        shard ->
            new KafkaShardLog(
                shard,
                topics,
                codec,
                clients.producers(shard),
                new FactPartitions(shard, topics, codec, clients),
                new SnapshotPartition(shard, topics, clients, setup)),
        () -> new CommandMachine(eventIds(), recent),
        listener,
        Command::bytes,
        settings.limits());
  }

  /** They rise, and are cheap: chance is asked for once a millisecond, not for each. */
  private static Supplier<EventId> eventIds() {
    var uuids = Generators.timeBasedEpochGenerator();
    return () -> new EventId(uuids.generate());
  }

  @Bean
  WrittenFacts writtenFacts(ShardClients clients, TopicNames topics) {
    return new WrittenFacts(clients.reader("facts"), topics);
  }

  @Bean
  CommittedDecks committedDecks(ShardClients clients, TopicNames topics, Shards shards) {
    return new CommittedDecks(clients, topics, shards);
  }

  @Bean
  Shards sharding(TopicSettings settings) {
    return new Shards(settings.partitions());
  }

  @Bean
  ShardDirectory shardDirectory(Admin admin, TopicNames topics) {
    return new ShardDirectory(admin, OwnerGroup.nameFor(topics));
  }

  @Bean
  ShardNode shardNode(
      TopicNames topics,
      TopicSetup setup,
      ShardSettings settings,
      KafkaProperties properties,
      ShardHost<Command, Recorded, Answer> host,
      ShardDirectory directory) {
    return new ShardNode(
        setup,
        () ->
            new ShardOwnership(
                () -> OwnerGroup.newMember(properties, topics, settings),
                topics.of(Topic.DECKS),
                host,
                directory));
  }
}
