package dev.manadeck.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order positions are locked: PostgreSQL ends one of two that wait for each other. */
class PositionLocksTest {
  private static final Generation LIVE = Generation.live(1);
  private static final LogPartition SESSIONS = new LogPartition(Topic.SESSIONS, 0);
  private static final LogPartition REVIEWS = new LogPartition(Topic.REVIEWS, 0);

  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private ProjectionDatabase database;
  private Positions positions;

  @BeforeEach
  void begin() {
    database = ProjectionDatabase.migrated();
    positions = new Positions(database.db(), database.transaction());
    positions.register(Decks.projection());
    positions.begin(Decks.NAME, LIVE, new TreeMap<>(Map.of(SESSIONS, 0L, REVIEWS, 0L)));
  }

  @AfterEach
  void close() {
    threads.close();
    database.close();
  }

  @Test
  void aRetryOfAParkedEventWaitsForAReplayThatWaitsForNoRetry() {
    var retry =
        whileOthersWait(
            () -> lockProjection(),
            () -> positions.lockIfLive(Decks.NAME, LIVE.number(), REVIEWS),
            () -> positions.lockLive(Decks.NAME));

    assertThat(retry).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void aReplayWaitsForABatchThatWaitsForNoReplay() {
    var replay =
        whileOthersWait(
            () -> advance(SESSIONS), () -> positions.lockLive(Decks.NAME), () -> advance(REVIEWS));

    assertThat(replay).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void aPauseWaitsForABatchThatWaitsForNoPause() {
    var pause =
        whileOthersWait(
            () -> advance(SESSIONS), () -> positions.pause(Decks.NAME), () -> advance(REVIEWS));

    assertThat(pause).succeedsWithin(Duration.ofSeconds(30));
  }

  /** In one transaction the first and, when the others wait for it in theirs, the last. */
  private Future<?> whileOthersWait(Runnable first, Runnable others, Runnable last) {
    return database
        .transaction()
        .execute(
            status -> {
              first.run();
              var waiting =
                  threads.submit(
                      () -> database.transaction().executeWithoutResult(inThread -> others.run()));
              await().until(this::isSomebodyWaiting);
              last.run();
              return waiting;
            });
  }

  private void lockProjection() {
    database
        .db()
        .sql("SELECT name FROM projection.projections WHERE name = :name FOR NO KEY UPDATE")
        .param("name", Decks.NAME)
        .query(String.class)
        .single();
  }

  private void advance(LogPartition partition) {
    positions.advance(Decks.NAME, LIVE, new TreeMap<>(Map.of(partition, new Move(1, 0, 1))));
  }

  private boolean isSomebodyWaiting() {
    return database
        .asAdministrator()
        .sql(
            """
            SELECT count(*) > 0 FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """)
        .query(Boolean.class)
        .single();
  }
}
