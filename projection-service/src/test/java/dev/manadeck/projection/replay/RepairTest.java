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
    changeTitle();
    var before = whereCardsStand();
    var run = runs.begunUntil(State.SWAPPING, order("repair"));

    assertThat(run.step(State.SWAPPING)).isEqualTo(State.COMPLETED);

    assertThat(runs.database.decksAndCards()).isEqualTo(rows);
    var after = whereCardsStand();
    assertThat(after.getFirst()).isNotEqualTo(before.getFirst());
    assertThat(after.get(1)).isEqualTo(before.get(1));
  }

  /** Rows that did not differ may have been made from some that did. */
  @Test
  void repairsNothingByAComparisonThatEventsHaveOvertaken() {
    changeTitle();
    runs.begunUntil(State.SWAPPING, order("repair"));
    var taken = runs.take("second");
    var run = runs.heldBy(taken);
    var comparison = new Comparison(run);
    var overtaken = comparison.inOneSnapshot();
    runs.log.append(List.of(runs.story.cardAdded(UUID.randomUUID(), "front").last()));
    runs.bringLiveTablesUpToDate(taken);
    var before = runs.database.decksAndCards();

    try (var follower = new TailFollower(run)) {
      assertThat(
              run.change(() -> new Repair(run, comparison).repairUnlessMoved(overtaken, follower)))
          .isEmpty();
    }

    assertThat(runs.database.decksAndCards()).isEqualTo(before);
    runs.run(run).step(State.SWAPPING);
    assertThat(titles()).doesNotContain("changed by hand");
  }

  @Test
  void comparesWhileLiveWorkersWaitIfEventsNeverStop() {
    var rows = runs.database.decksAndCards();
    changeTitle();
    var run = runs.heldUntil(State.SWAPPING, order("repair"));

    try (var follower = new TailFollower(run)) {
      assertThat(run.change(() -> new Repair(run, new Comparison(run)).compareAndRepair(follower)))
          .isEqualTo(State.COMPLETED);
    }

    assertThat(runs.database.decksAndCards()).isEqualTo(rows);
  }

  private static void changeTitle() {
    runs.database
        .db()
        .sql("UPDATE projection.cards SET title = 'changed by hand' WHERE card_id = :id")
        .param("id", new UUID(1, 1))
        .update();
  }

  private static List<String> titles() {
    return runs.database
        .db()
        .sql("SELECT title FROM projection.cards WHERE title IS NOT NULL")
        .query(String.class)
        .list();
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

    for (var deck : List.of(large, runs.story)) {
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
