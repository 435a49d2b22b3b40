package dev.manadeck.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.DisturbedTransactions;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;

class PositionOwnershipTest {
  private static final LogPartition PARTITION = new LogPartition(Topic.DECKS, 0);
  private static ProjectionDatabase database;

  private final DeckStory story =
      DeckStory.of("11111111-0000-7000-8000-000000000001", "alice")
          .created("One")
          .detailsChanged("Two")
          .detailsChanged("Three");
  private final Log log = Log.ofDecks(1, story.events());

  @BeforeAll
  static void migrate() {
    database = ProjectionDatabase.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void clear() {
    database.clear();
  }

  @Test
  void anOlderOwnerChangesNothing() {
    var older = claim();
    older.apply(Map.of(PARTITION, 1));
    var before = database.decksAndCards();
    claim();

    assertThatThrownBy(() -> older.apply(Map.of(PARTITION, 1)))
        .isInstanceOf(PartitionsLostException.class)
        .hasMessageContaining("decks-0");

    assertThat(database.decksAndCards()).isEqualTo(before);
    assertThat(storedOffset()).isEqualTo(older.nextOffset(PARTITION));
  }

  @Test
  void theNewOwnerGoesOnWhereTheOldOneStopped() {
    claim().apply(Map.of(PARTITION, 1));

    var newer = claim();
    newer.applyAll();

    assertThat(storedTitles()).containsExactly("Three");
    assertThat(storedOffset()).isEqualTo(log.end(PARTITION));
  }

  @Test
  void anOwnerWhoStandsElsewhereThanItsPositionChangesNothing() {
    var follower = claim();
    database.db().sql("UPDATE projection.positions SET next_offset = 2").update();

    assertThatThrownBy(follower::applyAll).isInstanceOf(PartitionsLostException.class);

    assertThat(database.decksAndCards()).isEmpty();
  }

  @Test
  void aBatchOfSeveralPartitionsIsLostWithOneOfThem() {
    var wide = Log.ofDecks(2);
    var stories =
        List.of(
            DeckStory.of("11111111-0000-7000-8000-000000000001", "alice").created("One"),
            DeckStory.of("22222222-0000-7000-8000-000000000002", "bob").created("Two"));
    stories.forEach(one -> wide.append(one.last()));
    var follower = Follower.claiming(Decks.projection(), database, wide);
    database
        .db()
        .sql("UPDATE projection.positions SET owner_epoch = owner_epoch + 1 WHERE partition = 1")
        .update();

    assertThatThrownBy(follower::applyAll)
        .isInstanceOfSatisfying(
            PartitionsLostException.class,
            lost ->
                assertThat(lost.partitions()).containsExactly(new LogPartition(Topic.DECKS, 1)));

    assertThat(database.decksAndCards()).isEmpty();
  }

  @Test
  void rowsAndPositionGoTogetherWhenTheCommitFails() {
    var breaks = new AtomicBoolean(true);
    var transactions = new DisturbedTransactions(database.transaction(), breaks::get, () -> false);
    var follower = Follower.claiming(Decks.projection(), database, transactions, log);

    assertThatThrownBy(follower::applyAll).isInstanceOf(TransientDataAccessResourceException.class);
    assertThat(database.decksAndCards()).isEmpty();
    assertThat(storedOffset()).isZero();

    breaks.set(false);
    follower.applyAll();
    assertThat(storedTitles()).containsExactly("Three");
  }

  @Test
  void claimsWaitForTheBatchUnderWay() throws InterruptedException {
    var follower = claim();
    var claimed = new AtomicBoolean();
    var claimant = Thread.ofVirtual().unstarted(() -> claimed.set(claim() != null));
    var seenInside = new AtomicBoolean(true);
    var transactions =
        new DisturbedTransactions(
            database.transaction(),
            () -> {
              claimant.start();
              awaitBlockedClaim();
              seenInside.set(claimed.get());
              return false;
            },
            () -> false);

    Follower.claiming(Decks.projection(), database, transactions, log).applyAll();
    claimant.join();

    assertThat(seenInside).isFalse();
    assertThat(claimed).isTrue();
    assertThatThrownBy(follower::applyAll).isInstanceOf(PartitionsLostException.class);
  }

  private static void awaitBlockedClaim() {
    await()
        .until(
            () ->
                database
                        .db()
                        .sql(
                            """
                            SELECT count(*) FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock'
                            """)
                        .query(Long.class)
                        .single()
                    > 0);
  }

  private Follower claim() {
    return Follower.claiming(Decks.projection(), database, log);
  }

  private static long storedOffset() {
    return database
        .db()
        .sql("SELECT next_offset FROM projection.positions")
        .query(Long.class)
        .single();
  }

  private static List<String> storedTitles() {
    return database.db().sql("SELECT title FROM projection.decks").query(String.class).list();
  }
}
