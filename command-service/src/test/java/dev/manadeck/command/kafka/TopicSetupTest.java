package dev.manadeck.command.kafka;

import static dev.manadeck.command.shard.Eventually.eventuallyAsserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.events.TopicNames;
import dev.manadeck.testing.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TopicSetupTest {
  private final TopicNames names = new TopicNames(TestKafka.newTopicPrefix());
  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()));

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void createsEveryTopicWithAPartitionForEachShard() throws Exception {
    setup(3).ensure();

    var all = List.of("decks", "reviews", "sessions", "learners", "command-snapshots");
    assertThat(all).allSatisfy(topic -> assertThat(partitions(topic)).isEqualTo(3));
  }

  @Test
  void factsAreKeptForEverWhateverTheirSize() throws Exception {
    setup(1).ensure();

    eventuallyAsserted(
        () -> {
          assertThat(config("decks"))
              .containsEntry("cleanup.policy", "delete")
              .containsEntry("retention.ms", "-1")
              .containsEntry("retention.bytes", "-1")
              .containsEntry("max.message.bytes", "8388608");
          assertThat(config("command-snapshots"))
              .containsEntry("cleanup.policy", "compact")
              .containsEntry("max.message.bytes", "8388608");
        });
  }

  @Test
  void topicsThatAreThereAlreadyAreLeftAsTheyAre() {
    setup(3).ensure();

    eventuallyAsserted(() -> assertThatCode(() -> setup(3).ensure()).doesNotThrowAnyException());
  }

  @Test
  void refusesTopicsWithAnotherNumberOfPartitions() throws Exception {
    admin
        .createTopics(
            List.of(new NewTopic(names.prefix() + "reviews", Optional.of(2), Optional.empty())))
        .all()
        .get();

    eventuallyAsserted(
        () ->
            assertThatThrownBy(() -> setup(3).ensure())
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining(
                    "Expected topics of 3 partitions (manadeck.topics.partitions)")
                .hasMessageContaining("{%sreviews=2}".formatted(names.prefix())));
  }

  @Test
  void refusesTopicsThatForget() throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(names.prefix() + "decks", Optional.of(3), Optional.empty())
                    .configs(Map.of("retention.ms", "604800000"))))
        .all()
        .get();

    eventuallyAsserted(
        () ->
            assertThatThrownBy(() -> setup(3).ensure())
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("%sdecks to have retention.ms=-1".formatted(names.prefix()))
                .hasMessageContaining("604800000"));
  }

  @Test
  void setsRightASnapshotTopicThatWouldLoseOldParts() throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(names.commandSnapshots(), Optional.of(3), Optional.empty())
                    .configs(Map.of("cleanup.policy", "delete"))))
        .all()
        .get();

    eventuallyAsserted(
        () -> {
          setup(3).ensure();
          assertThat(config("command-snapshots"))
              .containsEntry("cleanup.policy", "compact")
              .containsEntry("segment.bytes", "16777216");
        });
  }

  private TopicSetup setup(int partitions) {
    return new TopicSetup(admin, names, new TopicSettings(names.prefix(), partitions, null));
  }

  private int partitions(String topic) throws Exception {
    var name = names.prefix() + topic;
    return admin
        .describeTopics(List.of(name))
        .topicNameValues()
        .get(name)
        .get()
        .partitions()
        .size();
  }

  private Map<String, String> config(String topic) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, names.prefix() + topic);
    var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
  }
}
