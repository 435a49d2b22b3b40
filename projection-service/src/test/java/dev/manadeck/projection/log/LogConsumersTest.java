package dev.manadeck.projection.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.projection.log.LogConsumers.Gulp;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** A broker that is away, and whose name nobody knows meanwhile: a container that was stopped. */
class LogConsumersTest {
  private static final Gulp GULP = new Gulp(100, DataSize.ofMegabytes(1));

  private final LogConsumers consumers =
      new LogConsumers(
          Map.of("bootstrap.servers", "nowhere.invalid:9092"), new TopicProperties("test."));

  @Test
  void saysToReadersThatTheLogIsAway() {
    assertThatThrownBy(() -> consumers.reader("reader", GULP)).isInstanceOf(LogAwayException.class);
  }

  @Test
  void saysToMembersOfAGroupThatTheLogIsAway() {
    assertThatThrownBy(() -> consumers.member("decks", "member", GULP, Duration.ofSeconds(9)))
        .isInstanceOf(LogAwayException.class);
  }
}
