package dev.manadeck.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicNamesTest {
  private final TopicNames names = new TopicNames(TopicNames.DEFAULT_PREFIX);

  @Test
  void areThoseOfTheContract() {
    assertThat(names.all())
        .containsExactlyInAnyOrder(
            "manadeck.decks", "manadeck.reviews", "manadeck.sessions", "manadeck.learners");
    assertThat(names.commandSnapshots()).isEqualTo("manadeck.command-snapshots");
  }

  @ParameterizedTest
  @EnumSource
  void leadBackToTheirTopics(Topic topic) {
    assertThat(names.topic(names.of(topic))).contains(topic);
  }

  @Test
  void ofOtherSystemsAndInternalOnesAreNoTopics() {
    assertThat(names.topic("decks")).isEmpty();
    assertThat(names.topic("other.decks")).isEmpty();
    assertThat(names.topic(names.commandSnapshots())).isEmpty();
  }

  @Test
  void keepSystemsApartByPrefix() {
    assertThat(new TopicNames("test-7.").all()).doesNotContainAnyElementsOf(names.all());
  }
}
