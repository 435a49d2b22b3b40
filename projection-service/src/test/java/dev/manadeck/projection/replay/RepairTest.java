package dev.manadeck.projection.replay;

import static dev.manadeck.projection.replay.SteppedRuns.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.Generation;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Live workers wait for a repair: it does as little as it must while they do. */
class RepairTest {
  private static final int MORE_THAN_ARE_NAMED = 1_001;

  @RegisterExtension private static final SteppedRuns RUNS = SteppedRuns.withEarlierTables();

  @Test
  void onlyRowsThatDifferAreWrittenAnew() {
    var rows = RUNS.database.decksAndCards();
    changeTitle();
    var before = whereCardsStand();
    var run = RUNS.begunUntil(State.SWAPPING, order("repair"));

    assertThat(run.step(State.SWAPPING)).isEqualTo(State.COMPLETED);

    assertThat(RUNS.database.decksAndCards()).isEqualTo(rows);
    var after = whereCardsStand();
    assertThat(after.getFirst()).isNotEqualTo(before.getFirst());
    assertThat(after.get(1)).isEqualTo(before.get(1));
  }

  /** Rows that did not differ may have been made from some that did. */
  @Test
  void repairsNothingByAComparisonThatEventsHaveOvertaken() {
    changeTitle();
    RUNS.begunUntil(State.SWAPPING, order("repair"));
    var taken = RUNS.take("second");
    var run = RUNS.heldBy(taken);
    var comparison = new Comparison(run);
    var overtaken = comparison.inOneSnapshot();
    RUNS.log.append(List.of(RUNS.story.cardAdded(UUID.randomUUID(), "front").last()));
    RUNS.bringLiveTablesUpToDate(taken);
    var before = RUNS.database.decksAndCards();

    try (var follower = new TailFollower(run)) {
      assertThat(
              run.change(() -> new Repair(run, comparison).repairUnlessMoved(overtaken, follower)))
          .isEmpty();
    }

    assertThat(RUNS.database.decksAndCards()).isEqualTo(before);
    RUNS.run(run).step(State.SWAPPING);
    assertThat(titles()).doesNotContain("changed by hand");
  }

  @Test
  void comparesWhileLiveWorkersWaitIfEventsNeverStop() {
    var rows = RUNS.database.decksAndCards();
    changeTitle();
    var run = RUNS.heldUntil(State.SWAPPING, order("repair"));

    try (var follower = new TailFollower(run)) {
      assertThat(run.change(() -> new Repair(run, new Comparison(run)).compareAndRepair(follower)))
          .isEqualTo(State.COMPLETED);
    }

    assertThat(RUNS.database.decksAndCards()).isEqualTo(rows);
  }

  /** As a dump reads all tables: to drop one waits for it, and live workers would wait as well. */
  @Test
  void isOverThoughSomebodyReadsTheTablesItWasMadeFrom() {
    var rows = RUNS.database.decksAndCards();
    changeTitle();
    var run = RUNS.heldUntil(State.SWAPPING, order("repair"));

    RUNS.database
        .transaction()
        .executeWithoutResult(
            status -> {
              read(run.generation());
              assertThat(stepInTime(run)).isEqualTo(State.COMPLETED);
            });

    assertThat(RUNS.database.decksAndCards()).isEqualTo(rows);
    RUNS.dropExpired();
    assertThat(RUNS.database.tables()).doesNotContain(run.generation().suffixed("decks"));
  }

  private static void read(Generation generation) {
    RUNS.database
        .db()
        .sql("SELECT count(*) FROM " + generation.table("decks"))
        .query(Long.class)
        .single();
  }

  private static State stepInTime(Run run) {
    return CompletableFuture.supplyAsync(() -> RUNS.run(run).step(State.SWAPPING))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private static void changeTitle() {
    RUNS.database
        .db()
        .sql("UPDATE projection.cards SET title = 'changed by hand' WHERE card_id = :id")
        .param("id", new UUID(1, 1))
        .update();
  }

  private static List<String> titles() {
    return RUNS.database
        .db()
        .sql("SELECT title FROM projection.cards WHERE title IS NOT NULL")
        .query(String.class)
        .list();
  }

  @Test
  void repairsMissingRowsAndSuchAsShouldNotBeThere() {
    var rows = RUNS.database.decksAndCards();
    RUNS.database
        .db()
        .sql("UPDATE projection.cards SET card_id = :other WHERE card_id = :id")
        .param("other", new UUID(9, 9))
        .param("id", new UUID(1, 1))
        .update();
    var run = RUNS.begunUntil(State.SWAPPING, order("repair"));

    assertThat(run.step(State.SWAPPING)).isEqualTo(State.COMPLETED);

    assertThat(RUNS.database.decksAndCards()).isEqualTo(rows);
  }

  @Test
  void repairsMoreRowsThanAReportNames() {
    var large = DeckStory.of("22222222-0000-7000-8000-000000000002", "alice").created("Large");
    for (int card = 0; card < MORE_THAN_ARE_NAMED; card++) {
      large.cardAdded(new UUID(2, card), "front");
    }
    RUNS.log.append(large.events());
    RUNS.begin(order("forced rebuild"));
    RUNS.run(RUNS.take("loader")).goOn();
    var rows = RUNS.database.decksAndCards();
    RUNS.database.db().sql("UPDATE projection.cards SET title = 'changed by hand'").update();

    for (var deck : List.of(large, RUNS.story)) {
      var repair = Order.repair(Decks.NAME, new Scope.OfDeck(deck.deckId()), false);
      assertThat(RUNS.begunUntil(State.SWAPPING, repair).step(State.SWAPPING))
          .isEqualTo(State.COMPLETED);
    }

    assertThat(RUNS.database.decksAndCards()).isEqualTo(rows);
  }

  private static List<String> whereCardsStand() {
    return RUNS.database
        .db()
        .sql("SELECT ctid::text FROM projection.cards ORDER BY card_id")
        .query(String.class)
        .list();
  }
}
