package dev.manadeck.local.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.local.operations.EventStream.Signal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final EventStream events = new EventStream();

  @Test
  void joinsTheLinesOfAnEvent() {
    lines("event: progress", "id: 7", "data: {", "data:}", "");

    assertThat(events.next(LONG)).isEqualTo(new Signal.Arrived("progress", "{\n}"));
  }

  @Test
  void tellsNothingOfCommentsAndEmptyEvents() {
    lines(": still here", "", "event: progress", "", "data: 1", "");

    assertThat(events.next(LONG)).isEqualTo(new Signal.Arrived("", "1"));
  }

  @Test
  void tellsNothingOfAnEventThatIsCutOff() {
    lines("event: end", "data: {\"id\"");
    events.onComplete();

    assertThat(events.next(LONG)).isEqualTo(new Signal.Ended());
  }

  @Test
  void tellsSilence() {
    assertThat(events.next(Duration.ZERO)).isEqualTo(new Signal.Silence());
  }

  private void lines(String... lines) {
    Stream.of(lines).forEach(events::onNext);
  }
}
