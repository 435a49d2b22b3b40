package dev.manadeck.projection.deck;

import static dev.manadeck.projection.fixture.LargeTables.DECK;
import static dev.manadeck.projection.fixture.LargeTables.LEARNER;
import static dev.manadeck.projection.fixture.LargeTables.scannedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.events.UserId;
import dev.manadeck.projection.fixture.LargeTables;
import dev.manadeck.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

class VisibleDeckQueriesTest {
  private final VisibleDeckQueries queries = new VisibleDeckQueries(LargeTables.database().db());

  @Test
  void readTheSettingsOfAnOwnDeck() {
    assertThat(scannedBy(() -> queries.require(DECK, LEARNER))).isEmpty();
  }

  @Test
  void hideAnotherUsersDeck() {
    assertThatThrownBy(() -> queries.require(DECK, new UserId("user-8")))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void findTheDecksThatALearnerStudies() {
    assertThat(scannedBy(() -> assertThat(queries.studied(LEARNER)).containsOnlyKeys(DECK)))
        .isEmpty();
  }
}
