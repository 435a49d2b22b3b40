package dev.manadeck.projection.learner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.UserId;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.ProjectionSpec;
import dev.manadeck.projection.fixture.Rebuild;
import dev.manadeck.projection.fixture.StudyStory;
import dev.manadeck.scheduling.StudyCalendar;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LearnerProjectionTest {
  private static final String ROWS =
      """
      SELECT concat_ws(' ', display_name, time_zone, day_start_hour, is_on_leaderboard, 'v' || version,
        to_char(created_at AT TIME ZONE 'UTC', 'HH24:MI'),
        to_char(updated_at AT TIME ZONE 'UTC', 'HH24:MI'))
      FROM projection.learners
      """;

  private static ProjectionDatabase database;

  private final StudyStory story =
      StudyStory.of(new UUID(1, 7), "alice")
          .at("2026-01-05T10:00:00Z")
          .in("Europe/Berlin", 3)
          .profile("Alice", true);

  @BeforeAll
  static void migrate() {
    database = ProjectionDatabase.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void hasTheLastProfile() {
    var given = story.events();
    story.at("2026-01-05T11:00:00Z").in("Asia/Tokyo", 0).profile(null, false);

    spec().given(given).when(story.last()).thenRows(ROWS, "Asia/Tokyo 0 f v2 10:00 11:00");
  }

  @Test
  void ignoresAnOldProfileThatComesAgain() {
    var old = story.last();
    var given = story.in("Asia/Tokyo", 0).profile("Al", true).events();

    spec().given(given).when(old).delivered(2).thenRows(ROWS, "Al Asia/Tokyo 0 t v2 10:00 10:00");
  }

  @Test
  void isTheSameWhenItIsRebuilt() {
    var projection = LearnerProjection.projection();
    var log = Log.of(projection, 2);
    story.in("Asia/Tokyo", 0).profile(null, false).events().forEach(log::append);
    database.clear();

    Follower.claiming(projection, database, log).applyAll();

    assertThat(Rebuild.of(projection, database, log, 2).rows())
        .isEqualTo(database.rowsOf("learners"))
        .hasSize(1);
  }

  @Test
  void tellsHowTheLearnersDaysAreCut() {
    spec().when(story.events()).thenRows(ROWS, "Alice Europe/Berlin 3 t v1 10:00 10:00");
    var learners = new LearnerQueries(database.db());

    assertThat(learners.calendar(new UserId("alice")))
        .isEqualTo(new StudyCalendar(ZoneId.of("Europe/Berlin"), 3));
    assertThat(learners.calendar(new UserId("nobody")))
        .isEqualTo(new StudyCalendar(ZoneId.of("UTC"), 4));
  }

  private static ProjectionSpec spec() {
    return ProjectionSpec.of(LearnerProjection.projection(), database);
  }
}
