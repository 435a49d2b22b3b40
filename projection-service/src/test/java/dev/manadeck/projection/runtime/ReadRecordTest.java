package dev.manadeck.projection.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.EventCodec;
import dev.manadeck.events.HeaderList;
import dev.manadeck.events.UnreadableEventException;
import dev.manadeck.events.WireRecord;
import dev.manadeck.projection.fixture.DeckStory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadRecordTest {
  private static final EventCodec CODEC = new EventCodec();
  private static final String DECK = "00000000-0000-0000-0000-00000000000a";
  private static final String OTHER_DECK = "00000000-0000-0000-0000-00000000000b";

  private final WireRecord wire = CODEC.encode(DeckStory.of(DECK, "anna").created("Verbs").last());

  @Test
  void isTheEventUnderItsOwnKey() {
    assertThat(read(DECK).event()).isNotNull();
    assertThat(read(DECK).failure()).isNull();
  }

  @Test
  void isNotTheEventUnderAnotherKey() {
    assertThat(read(OTHER_DECK).event()).isNull();
    assertThat(read(OTHER_DECK).failure())
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("Expected the key " + DECK, OTHER_DECK);
  }

  @Test
  void isNotTheEventWithoutAKey() {
    assertThat(read(null).failure())
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("but got none");
  }

  private ReadRecord read(@Nullable String key) {
    return ReadRecord.read(
        CODEC,
        new LogRecord(
            new LogPartition(wire.topic(), 0),
            0,
            Instant.EPOCH,
            key == null ? null : key.getBytes(UTF_8),
            HeaderList.of(wire.headers()),
            wire.value()));
  }
}
