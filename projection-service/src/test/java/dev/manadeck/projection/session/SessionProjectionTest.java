package dev.manadeck.projection.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.ProjectionSpec;
import dev.manadeck.projection.fixture.RandomStudy;
import dev.manadeck.projection.fixture.Rebuild;
import dev.manadeck.projection.fixture.Stories;
import dev.manadeck.projection.fixture.StudyStory;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionProjectionTest {
  private static final UUID SESSION = new UUID(4, 4);
  private static final String ROWS =
      """
      SELECT concat_ws(' ', user_id, mode, total_card_count, completed_card_count,
        correct_card_count, is_win, time_spent_seconds,
        to_char(started_at AT TIME ZONE 'UTC', 'HH24:MI'),
        to_char(completed_at AT TIME ZONE 'UTC', 'HH24:MI'))
      FROM projection.study_sessions
      """;

  private static ProjectionDatabase database;

  private final StudyStory story =
      StudyStory.of(new UUID(1, 7), "alice").at("2026-01-05T10:00:00Z").started(SESSION, 3);

  @BeforeAll
  static void migrate() {
    database = ProjectionDatabase.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void isOpenOnceItHasStarted() {
    spec().when(story.events()).delivered(2).thenRows(ROWS, "alice all 3 10:00");
  }

  @Test
  void hasTotalsOnceItIsCompleted() {
    var given = story.events();
    story.at("2026-01-05T10:20:00Z").completed(SESSION, 3, 2, true, 600);

    spec()
        .given(given)
        .when(story.last())
        .delivered(2)
        .thenRows(ROWS, "alice all 3 3 2 t 600 10:00 10:20");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anySplitAndEventsThatComeAgainGiveTheSameRows(long seed) {
    var random = new Random(seed);
    var events = RandomStudy.events(random, 25);
    database.clear();
    var once = Log.of(SessionProjection.projection(), 2);
    events.forEach(once::append);
    Follower.claiming(SessionProjection.projection(), database, once).applyAll();
    var expected = database.rowsOf("study_sessions");
    database.clear();

    var again = Log.of(SessionProjection.projection(), 2);
    Stories.deliveredAgain(random, events).forEach(again::append);
    Follower.claiming(SessionProjection.projection(), database, again).applyAll(random);

    assertThat(database.rowsOf("study_sessions")).isEqualTo(expected).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void rebuiltInAnyNumberOfLoadsTheRowsAreTheSame(long seed) {
    var random = new Random(seed);
    var projection = SessionProjection.projection();
    var log = Log.of(projection, 2);
    Stories.deliveredAgain(random, RandomStudy.events(random, 25)).forEach(log::append);
    database.clear();

    Follower.claiming(projection, database, log).applyAll(random);

    assertThat(Rebuild.of(projection, database, log, 1 + random.nextInt(4)).rows())
        .isEqualTo(database.rowsOf("study_sessions"))
        .isNotEmpty();
  }

  private static ProjectionSpec spec() {
    return ProjectionSpec.of(SessionProjection.projection(), database);
  }
}
