package dev.manadeck.projection.session;

import static dev.manadeck.projection.fixture.LargeTables.DECK;
import static dev.manadeck.projection.fixture.LargeTables.LEARNER;
import static dev.manadeck.projection.fixture.LargeTables.scannedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.SessionId;
import dev.manadeck.projection.fixture.LargeTables;
import dev.manadeck.projection.paging.Paging;
import org.junit.jupiter.api.Test;

/** Each query finds its rows through an index. */
class SessionPlansTest {
  private final SessionQueries queries = new SessionQueries(LargeTables.database().db());

  @Test
  void lists() {
    assertThat(
            scannedBy(
                () ->
                    assertThat(queries.list(DECK, LEARNER, new Paging(1, 20)).totalCount())
                        .isEqualTo(50)))
        .isEmpty();
  }

  @Test
  void one() {
    assertThat(scannedBy(() -> queries.session(DECK, new SessionId(DECK.value()), LEARNER)))
        .isEmpty();
  }
}
