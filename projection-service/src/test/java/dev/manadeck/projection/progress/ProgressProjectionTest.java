package dev.manadeck.projection.progress;

import dev.manadeck.events.Mark;
import dev.manadeck.events.Rating;
import dev.manadeck.events.Scheduler;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.ProjectionSpec;
import dev.manadeck.projection.fixture.StudyStory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProgressProjectionTest {
  private static final UUID DECK = UUID.fromString("11111111-0000-7000-8000-000000000001");
  private static final UUID CARD = new UUID(1, 1);

  private static ProjectionDatabase database;

  private final StudyStory story = StudyStory.of(DECK, "alice").at("2026-01-05T10:00:00Z");

  @BeforeAll
  static void migrate() {
    database = ProjectionDatabase.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Nested
  class Progress {
    private static final String SM2 =
        """
        SELECT concat_ws(' ', review_count, sm2_status, sm2_repetitions, sm2_interval_days,
          sm2_ease_factor, to_char(sm2_due_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI'))
        FROM projection.card_progress
        """;

    private static final String FSRS =
        """
        SELECT concat_ws(' ', fsrs_status, fsrs_step, fsrs_stability, fsrs_difficulty,
          fsrs_interval_days, fsrs_lapses,
          to_char(fsrs_due_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI'))
        FROM projection.card_progress
        """;

    @Test
    void followsBothSchedulersFromTheFirstReviewOn() {
      story.reviewed(CARD, Rating.GOOD);

      spec().when(story.events()).thenRows(SM2, "1 learning 1 1 2.5 01-06 04:00");
      spec().when(story.events()).thenRows(FSRS, "learning 1 2.3065 2.11810397 0 0 01-05 10:10");
    }

    @Test
    void goesOnFromItsRow() {
      var given = story.reviewed(CARD, Rating.GOOD).events();
      story.at("2026-01-06T10:00:00Z").reviewed(CARD, Rating.GOOD);

      spec().given(given).when(story.last()).thenRows(SM2, "2 review 2 6 2.5 01-12 04:00");
    }

    @Test
    void takesALateReviewAsIfItHadComeInTime() {
      var given =
          story
              .reviewed(CARD, Rating.GOOD)
              .at("2026-01-07T10:00:00Z")
              .reviewed(CARD, Rating.GOOD)
              .events();
      story.reviewedAt(Instant.parse("2026-01-06T10:00:00Z"), CARD, Rating.AGAIN);

      spec().given(given).when(story.last()).thenRows(SM2, "3 learning 1 1 2.5 01-08 04:00");
    }

    @Test
    void forgetsAnUndoneReview() {
      var given =
          story
              .reviewed(CARD, Rating.GOOD)
              .at("2026-01-07T10:00:00Z")
              .reviewed(CARD, Rating.AGAIN)
              .events();

      spec()
          .given(given)
          .when(story.undone(1).last())
          .delivered(2)
          .thenRows(SM2, "1 learning 1 1 2.5 01-06 04:00");
    }

    @Test
    void endsWithTheOnlyReview() {
      var given = story.reviewed(CARD, Rating.GOOD).events();

      spec().given(given).when(story.undone(0).last()).thenRows(SM2);
    }

    @Test
    void doesNotCountAnUndoneReviewThatComesAgain() {
      var review = story.reviewed(CARD, Rating.GOOD).last();
      var given = story.undone(0).events();

      spec().given(given).when(review).thenRows(SM2);
    }

    @Test
    void doesNotCountALastUndoneReviewThatComesAgain() {
      story.reviewed(CARD, Rating.GOOD).at("2026-01-07T10:00:00Z");
      var review = story.reviewed(CARD, Rating.GOOD).last();
      var given = story.undone(1).events();

      spec().given(given).when(review).thenRows(SM2, "1 learning 1 1 2.5 01-06 04:00");
    }

    @Test
    void isTheLearnersOwn() {
      var other = StudyStory.of(DECK, "bob").at("2026-01-05T10:00:00Z").reviewed(CARD, Rating.EASY);

      spec()
          .given(other.events())
          .when(story.reviewed(CARD, Rating.AGAIN).last())
          .thenRows(
              "SELECT user_id || ' ' || last_rating FROM projection.card_progress ORDER BY user_id",
              "alice 1",
              "bob 4");
    }

    @Test
    void keepsSm2sIntervalUncapped() {
      var settings =
          new SchedulingSettings(Scheduler.SM2, 0.9, 3, null, List.of(), List.of(), false);
      story
          .under(settings)
          .reviewed(CARD, Rating.GOOD)
          .at("2026-01-06T10:00:00Z")
          .reviewed(CARD, Rating.GOOD);

      spec().when(story.events()).thenRows(SM2, "2 review 2 6 2.5 01-09 04:00");
    }
  }

  @Nested
  class Marks {
    private static final String ROWS =
        "SELECT concat_ws(' ', is_favorite, is_suspended) FROM projection.card_marks";

    @Test
    void areSetApart() {
      var given = story.marked(CARD, Mark.FAVORITE, true).events();

      spec()
          .given(given)
          .when(story.marked(CARD, Mark.SUSPENDED, true).last())
          .thenRows(ROWS, "t t");
    }

    @Test
    void areTakenBack() {
      var given = story.marked(CARD, Mark.FAVORITE, true).events();

      spec()
          .given(given)
          .when(story.marked(CARD, Mark.FAVORITE, false).last())
          .thenRows(ROWS, "f f");
    }
  }

  private static ProjectionSpec spec() {
    return ProjectionSpec.of(CardProgressProjection.projection(new KnownSettings()), database);
  }
}
