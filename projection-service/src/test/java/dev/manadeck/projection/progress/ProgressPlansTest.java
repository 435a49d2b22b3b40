package dev.manadeck.projection.progress;

import static dev.manadeck.projection.fixture.LargeTables.CARD;
import static dev.manadeck.projection.fixture.LargeTables.DECK;
import static dev.manadeck.projection.fixture.LargeTables.LEARNER;
import static dev.manadeck.projection.fixture.LargeTables.scannedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.projection.fixture.LargeTables;
import dev.manadeck.projection.paging.Paging;
import dev.manadeck.projection.room.CardRoom;
import dev.manadeck.scheduling.SchedulerSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each query finds its rows through an index. */
class ProgressPlansTest {
  private final ProgressQueries queries = new ProgressQueries(LargeTables.database().db());

  @Test
  void cardsOfADeck() {
    assertThat(
            scannedBy(
                () -> {
                  var cards = queries.cards(DECK, LEARNER);
                  assertThat(cards).hasSize(200).noneMatch(StudyCard::isNew);
                  queries.withContents(
                      cards, any -> SchedulerSettings.DEFAULT, new CardRoom(1 << 20).share());
                }))
        .isEmpty();
    assertThat(scannedBy(() -> queries.cards(DECK, LEARNER, new Paging(2, 20)))).isEmpty();
  }

  @Test
  void cardsOfALearner() {
    assertThat(
            scannedBy(
                () -> {
                  try (var reviewed = queries.reviewed(LEARNER, List.of(DECK))) {
                    assertThat(reviewed).hasSize(200);
                  }
                }))
        .isEmpty();
    assertThat(scannedBy(() -> assertThat(queries.newCards(LEARNER, 20)).isEmpty())).isEmpty();
  }

  @Test
  void reviews() {
    assertThat(scannedBy(() -> queries.history(DECK, CARD, LEARNER, new Paging(1, 20)))).isEmpty();
    assertThat(scannedBy(() -> queries.hasCard(DECK, CARD))).isEmpty();
    assertThat(
            scannedBy(() -> assertThat(queries.reviewed(DECK, LEARNER).count()).isEqualTo(4_000)))
        .isEmpty();
  }
}
