package dev.manadeck.projection.replay;

import static dev.manadeck.projection.replay.SteppedRuns.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replay.State;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Live workers wait for a repair: it does as little as it must while they do. */
class RepairTest {
  private static final int MORE_THAN_ARE_NAMED = 1_001;

  private static SteppedRuns runs;

  @BeforeAll
  static void start() {
    runs = SteppedRuns.withEarlierTables();
  }

  @AfterAll
  static void close() {
    runs.close();
  }

  @AfterEach
  void endRuns() {
    runs.endAll();
  }

  @Test
  void onlyRowsThatDifferAreWrittenAnew() {
    var rows = runs.database.decksAndCards();
    runs.database
        .db()
        .sql("UPDATE projection.cards SET title = 'changed by hand' WHERE card_id = :id")
        .param("id", new UUID(1, 1))
        .update();
    var before = whereCardsStand();
    var run = runs.begunUntil(State.SWAPPING, order("repair"));

    assertThat(run.step(State.SWAPPING)).isEqualTo(State.COMPLETED);

    assertThat(runs.database.decksAndCards()).isEqualTo(rows);
    var after = whereCardsStand();
    assertThat(after.getFirst()).isNotEqualTo(before.getFirst());
    assertThat(after.get(1)).isEqualTo(before.get(1));
  }

  @Test
  void repairsMissingRowsAndSuchAsShouldNotBeThere() {
    var rows = runs.database.decksAndCards();
    runs.database
        .db()
        .sql("UPDATE projection.cards SET card_id = :other WHERE card_id = :id")
        .param("other", new UUID(9, 9))
        .param("id", new UUID(1, 1))
        .update();
    var run = runs.begunUntil(State.SWAPPING, order("repair"));

    assertThat(run.step(State.SWAPPING)).isEqualTo(State.COMPLETED);

    assertThat(runs.database.decksAndCards()).isEqualTo(rows);
  }

  @Test
  void repairsMoreRowsThanAReportNames() {
    var large = DeckStory.of("22222222-0000-7000-8000-000000000002", "alice").created("Large");
    for (int card = 0; card < MORE_THAN_ARE_NAMED; card++) {
      large.cardAdded(new UUID(2, card), "front");
    }
    runs.log.append(large.events());
    runs.begin(order("forced rebuild"));
    runs.run(runs.take("loader")).goOn();
    var rows = runs.database.decksAndCards();
    runs.database.db().sql("UPDATE projection.cards SET title = 'changed by hand'").update();

    for (var deck : List.of(large, SteppedRuns.STORY)) {
      var repair = Order.repair(Decks.NAME, new Scope.OfDeck(deck.deckId()), false);
      assertThat(runs.begunUntil(State.SWAPPING, repair).step(State.SWAPPING))
          .isEqualTo(State.COMPLETED);
    }

    assertThat(runs.database.decksAndCards()).isEqualTo(rows);
  }

  private static List<String> whereCardsStand() {
    return runs.database
        .db()
        .sql("SELECT ctid::text FROM projection.cards ORDER BY card_id")
        .query(String.class)
        .list();
  }
}
