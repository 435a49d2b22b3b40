package dev.manadeck.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTest {
  private final DeckStory deck =
      DeckStory.of("11111111-0000-7000-8000-000000000001", "alice").created("One");
  private final Log log = Log.ofDecks(1, deck.events());
  private ProjectionDatabase database;
  private Follower worker;
  private Snapshots.Snapshot snapshot;

  @BeforeEach
  void follow() {
    database = ProjectionDatabase.migrated();
    worker = Follower.claiming(Decks.projection(), database, log);
    worker.applyAll();
    snapshot =
        new Snapshots(
                new Projections(List.of(Decks.projection())), database.db(), database.transaction())
            .of(Decks.NAME);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void doNotSeeABatchThatComesBetweenTwoStatements() {
    log.append(deck.cardAdded(new UUID(1, 1), "front").last());

    var read =
        snapshot.read(
            () -> {
              int cardCount = number("SELECT card_count FROM projection.decks");
              meanwhile(() -> worker.applyAll());
              return List.of(cardCount, number("SELECT count(*) FROM projection.cards"));
            });

    assertThat(read).containsExactly(0, 0);
    assertThat(number("SELECT count(*) FROM projection.cards")).isEqualTo(1);
  }

  @Test
  void seeWhatIsCommittedBeforeTheirFirstQuery() {
    log.append(deck.cardAdded(new UUID(1, 1), "front").last());

    int cardCount =
        snapshot.read(
            () -> {
              meanwhile(() -> worker.applyAll());
              return number("SELECT card_count FROM projection.decks");
            });

    assertThat(cardCount).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"decks", "cards"})
  void letNoSwapComeBetween(String table) {
    snapshot.read(
        () -> {
          assertThatThrownBy(() -> meanwhile(() -> rename(table)))
              .hasMessageContaining("lock timeout");
          return table;
        });

    rename(table);
  }

  private static void meanwhile(Runnable action) {
    CompletableFuture.runAsync(action).join();
  }

  private void rename(String table) {
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              database.db().sql("SET LOCAL lock_timeout = '100ms'").update();
              database
                  .db()
                  .sql("ALTER TABLE projection.%1$s RENAME TO %1$s__g1".formatted(table))
                  .update();
            });
  }

  private int number(String query) {
    return database.db().sql(query).query(Integer.class).single();
  }
}
