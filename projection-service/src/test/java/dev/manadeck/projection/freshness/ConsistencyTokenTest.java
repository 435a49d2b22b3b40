package dev.manadeck.projection.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.runtime.LogPartition;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyTokenTest {
  private static final LogPartition DECKS_2 = new LogPartition(Topic.DECKS, 2);

  @Test
  void namesPartitionsAndOffsets() {
    assertThat(ConsistencyToken.parse("decks.2.158,reviews.0.77").wanted())
        .isEqualTo(Map.of(DECKS_2, 158L, new LogPartition(Topic.REVIEWS, 0), 77L));
  }

  @Test
  void takesTheFurthestOfEachPartition() {
    assertThat(ConsistencyToken.parse("decks.2.158, decks.2.9").wanted())
        .isEqualTo(Map.of(DECKS_2, 158L));
  }

  @Test
  void passesOverTopicsOfTomorrow() {
    assertThat(ConsistencyToken.parse("templates.0.5,decks.2.1").wanted())
        .isEqualTo(Map.of(DECKS_2, 1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "decks",
        "decks.1",
        "decks.x.1",
        "decks.1.-1",
        "decks.1.1;reviews.1.1",
        "decks.1.1,",
        "Decks.1.1",
        "decks.1.9999999999999999999",
        "decks.9999999999.1"
      })
  void refusesWhatIsNoToken(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyToken.parse(text));
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsistencyToken.parse("decks.1.1,".repeat(1_000) + "decks.1.1"));
  }
}
