package dev.manadeck.projection.deck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.Sequenced;
import dev.manadeck.projection.fixture.DeckStory;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CardProjectorTest {
  private final CardProjector projector = new CardProjector();

  @Test
  void saysThatACardsWordsAreHeldInMemory() {
    var events =
        DeckStory.of("11111111-0000-7000-8000-000000000001", "alice")
            .created("Birds")
            .cardAdded(new UUID(1, 1), "first")
            .events();
    var created = new Sequenced(events.get(0).event(), 1);
    var added = new Sequenced(events.get(1).event(), 2);

    assertThat(projector.heldBytes(added, 60_000)).isEqualTo(120_000);
    assertThat(projector.heldBytes(created, 60_000)).isLessThan(1_000);
  }
}
