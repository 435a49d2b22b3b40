package dev.manadeck.projection.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.PartitionsLostException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of the old tables: nobody writes to their positions, and one can go back to them.
 */
class SwapTest {
  private static final LogPartition PARTITION = new LogPartition(Topic.DECKS, 0);

  private final Log log =
      Log.ofDecks(
          1,
          DeckStory.of("11111111-0000-7000-8000-000000000001", "alice")
              .created("One")
              .detailsChanged("Two")
              .events());

  private ProjectionDatabase database;
  private GenerationStore generations;
  private GenerationTableStore tables;
  private ReplayStore replays;
  private Follower worker;

  @BeforeEach
  void begin() {
    database = ProjectionDatabase.migrated();
    generations = new GenerationStore(database.db());
    tables = new GenerationTableStore(database.db());
    replays = new ReplayStore(database.db());
    worker = claim();
    worker.apply(Map.of(PARTITION, 1));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** The fence of the old positions. */
  @Test
  void aWorkerThatStillHoldsTheOldPositionsWritesNoMore() {
    swapInEmptyTables();

    assertThatThrownBy(worker::applyAll).isInstanceOf(PartitionsLostException.class);

    assertThat(database.decksAndCards()).isEmpty();
    assertThat(database.rowsOf("decks__g1")).singleElement().asString().contains("One");
  }

  @Test
  void theLiveGenerationIsNotDeleted() {
    var before = database.everything();

    assertThatThrownBy(() -> generations.delete(Decks.NAME, 1))
        .hasMessage("Generation 1 of decks is live and cannot be deleted");

    assertThat(database.everything()).isEqualTo(before);
  }

  @Test
  void whoClaimsAnewWritesIntoTheNewTables() {
    swapInEmptyTables();

    claim().applyAll();

    assertThat(database.decksAndCards()).singleElement().asString().contains("Two");
  }

  @Test
  void theTablesThatARollbackIsAtAreNotDropped() {
    swapInEmptyTables();
    var rollback = replays.create(Order.rollback(Decks.NAME), 1, "op").orElseThrow().id();
    replays.useGeneration(rollback, 1);

    assertThat(generations.expire(Decks.NAME, 1)).isFalse();

    replays.end(rollback, State.CANCELLED, null);
    assertThat(generations.expire(Decks.NAME, 1)).isTrue();
  }

  private Follower claim() {
    return Follower.claiming(Decks.projection(), database, log);
  }

  private void swapInEmptyTables() {
    var projection = Decks.projection();
    var next = Generation.beside(2);
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              tables.create(projection, next);
              for (var table : projection.allTables()) {
                tables.addKey(next, table.name());
                tables.addIndexes(next, table.name());
              }
              tables.swap(projection, Generation.live(1), next);
            });
  }
}
