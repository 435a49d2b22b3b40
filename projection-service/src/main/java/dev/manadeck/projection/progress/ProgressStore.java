package dev.manadeck.projection.progress;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlArrays;
import dev.manadeck.projection.runtime.SqlColumns;
import dev.manadeck.scheduling.CardState;
import dev.manadeck.scheduling.FsrsState;
import dev.manadeck.scheduling.Review;
import dev.manadeck.scheduling.ReviewMoment;
import dev.manadeck.scheduling.Sm2State;
import dev.manadeck.scheduling.StudyCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code card_progress}; writes the reviews that it comes from along. */
final class ProgressStore implements RowStore<LearnerCard, CardHistory> {
  static final String TABLE = "card_progress";

  /** What a state is made of; for queries too. */
  static final String COLUMNS_OF_STATE =
      """
      progress.card_id AS progress_card_id, review_count, last_review_id, last_reviewed_at,
      last_study_day, time_zone, day_start_hour, fsrs_status, fsrs_step, fsrs_stability,
      fsrs_difficulty, fsrs_hard_stability, fsrs_good_stability, fsrs_lapses, fsrs_due_at,
      sm2_status, sm2_ease_factor, sm2_interval_days, sm2_repetitions, sm2_lapses
      """;

  private static final String LOAD =
      "SELECT "
          + COLUMNS_OF_STATE
          + """
            , progress.deck_id, progress.user_id, undone_review_id, undone_reviewed_at, created_at,
            updated_at
          FROM unnest(:deckIds, :userIds, :cardIds) AS touched (deck_id, user_id, card_id)
          JOIN %s AS progress
            ON progress.deck_id = touched.deck_id
            AND progress.user_id = touched.user_id
            AND progress.card_id = touched.card_id
          """;

  private static final String SAVE =
      """
      INSERT INTO %s AS stored
        (deck_id, user_id, card_id, review_count, last_review_id, last_reviewed_at, last_study_day,
         last_rating, time_zone, day_start_hour, scheduler, desired_retention,
         maximum_interval_days, has_fuzz, fsrs_status, fsrs_step, fsrs_stability, fsrs_difficulty,
         fsrs_hard_stability, fsrs_good_stability, fsrs_interval_days, fsrs_lapses, fsrs_due_at,
         sm2_status, sm2_ease_factor, sm2_interval_days, sm2_repetitions, sm2_lapses, sm2_due_at,
         undone_review_id, undone_reviewed_at, created_at, updated_at)
      SELECT *
      FROM unnest(:deckIds, :userIds, :cardIds, :reviewCounts, :lastReviewIds, :lastReviewedAts,
        :lastStudyDays, :lastRatings, :timeZones, :dayStartHours, :schedulers, :retentions,
        :maximumIntervals, :hasFuzzes, :fsrsStatuses, :fsrsSteps, :stabilities, :difficulties,
        :hardStabilities, :goodStabilities, :fsrsIntervals, :fsrsLapses, :fsrsDueAts, :sm2Statuses,
        :eases, :sm2Intervals, :sm2Repetitions, :sm2Lapses, :sm2DueAts, :undoneReviewIds,
        :undoneReviewedAts, :createdAts, :updatedAts)
      ON CONFLICT (deck_id, user_id, card_id) DO UPDATE SET
        review_count = excluded.review_count,
        last_review_id = excluded.last_review_id,
        last_reviewed_at = excluded.last_reviewed_at,
        last_study_day = excluded.last_study_day,
        last_rating = excluded.last_rating,
        time_zone = excluded.time_zone,
        day_start_hour = excluded.day_start_hour,
        scheduler = excluded.scheduler,
        desired_retention = excluded.desired_retention,
        maximum_interval_days = excluded.maximum_interval_days,
        has_fuzz = excluded.has_fuzz,
        fsrs_status = excluded.fsrs_status,
        fsrs_step = excluded.fsrs_step,
        fsrs_stability = excluded.fsrs_stability,
        fsrs_difficulty = excluded.fsrs_difficulty,
        fsrs_hard_stability = excluded.fsrs_hard_stability,
        fsrs_good_stability = excluded.fsrs_good_stability,
        fsrs_interval_days = excluded.fsrs_interval_days,
        fsrs_lapses = excluded.fsrs_lapses,
        fsrs_due_at = excluded.fsrs_due_at,
        sm2_status = excluded.sm2_status,
        sm2_ease_factor = excluded.sm2_ease_factor,
        sm2_interval_days = excluded.sm2_interval_days,
        sm2_repetitions = excluded.sm2_repetitions,
        sm2_lapses = excluded.sm2_lapses,
        sm2_due_at = excluded.sm2_due_at,
        undone_review_id = excluded.undone_review_id,
        undone_reviewed_at = excluded.undone_reviewed_at,
        created_at = excluded.created_at,
        updated_at = excluded.updated_at
      """;

  private static final String REMOVE =
      """
      DELETE FROM %s AS progress
      USING unnest(:deckIds, :userIds, :cardIds) AS gone (deck_id, user_id, card_id)
      WHERE progress.deck_id = gone.deck_id
        AND progress.user_id = gone.user_id
        AND progress.card_id = gone.card_id
      """;

  private final KnownSettings settings;
  private final ReviewStore reviews;

  ProgressStore(KnownSettings settings) {
    this.settings = settings;
    this.reviews = new ReviewStore(settings);
  }

  @Override
  public Map<LearnerCard, CardHistory> load(
      JdbcClient db, Generation generation, SortedMap<LearnerCard, List<Recorded>> touched) {
    var progress = progress(db, generation, touched.keySet());
    var loaded = new HashMap<LearnerCard, CardHistory>();
    var withHistory = new ArrayList<LearnerCard>();
    touched.forEach(
        (card, events) -> {
          var known = progress.get(card);
          if (known != null && isContinuedBy(known, events)) {
            loaded.put(card, CardHistory.continuing(known));
          } else {
            withHistory.add(card);
          }
        });
    if (!withHistory.isEmpty()) {
      reviews
          .histories(db, generation, withHistory)
          .forEach(
              (card, history) ->
                  loaded.put(card, CardHistory.whole(card.cardId().value(), history)));
    }
    return loaded;
  }

  private boolean isContinuedBy(Progress progress, List<Recorded> events) {
    @Nullable Review last = null;
    for (var recorded : events) {
      if (!(recorded.event() instanceof CardReviewed event)) {
        return false;
      }
      var next = ReviewRow.of(event, settings).review();
      boolean follows =
          last == null ? progress.isFollowedBy(next) : last.moment().compareTo(next.moment()) < 0;
      if (!follows) {
        return false;
      }
      last = next;
    }
    return true;
  }

  private static Map<LearnerCard, Progress> progress(
      JdbcClient db, Generation generation, Collection<LearnerCard> cards) {
    return of(db.sql(LOAD.formatted(generation.table(TABLE))), cards)
        .query((row, number) -> Map.entry(card(row), progress(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, SortedMap<LearnerCard, CardHistory> changed) {
    var rows = new ArrayList<Derived>();
    var gone = new ArrayList<LearnerCard>();
    var reviewRows = new ArrayList<ReviewStore.Stored>();
    changed.forEach(
        (card, history) -> {
          history.changed().forEach(review -> reviewRows.add(new ReviewStore.Stored(card, review)));
          var progress = history.progress();
          if (progress == null) {
            gone.add(card);
          } else {
            rows.add(Derived.of(card, progress, history.lastReview()));
          }
        });
    reviews.save(db, generation, reviewRows);
    if (!rows.isEmpty()) {
      saveProgress(db, generation, rows);
    }
    if (!gone.isEmpty()) {
      of(db.sql(REMOVE.formatted(generation.table(TABLE))), gone).update();
    }
  }

  private static void saveProgress(JdbcClient db, Generation generation, List<Derived> rows) {
    of(db.sql(SAVE.formatted(generation.table(TABLE))), rows.stream().map(Derived::card).toList())
        .param("reviewCounts", SqlArrays.ints(rows, row -> row.state().reviewCount()))
        .param("lastReviewIds", SqlArrays.uuids(rows, row -> row.moment().reviewId()))
        .param("lastReviewedAts", SqlArrays.instants(rows, row -> row.moment().reviewedAt()))
        .param("lastStudyDays", SqlArrays.dates(rows, row -> row.moment().studyDay()))
        .param("lastRatings", SqlArrays.ints(rows, row -> row.last().rating().ordinal() + 1))
        .param("timeZones", SqlArrays.texts(rows, row -> row.moment().calendar().zone().getId()))
        .param("dayStartHours", SqlArrays.ints(rows, row -> row.moment().calendar().dayStartHour()))
        .param("schedulers", SqlArrays.texts(rows, row -> Names.of(row.settings().algorithm())))
        .param("retentions", SqlArrays.doubles(rows, row -> row.settings().desiredRetention()))
        .param(
            "maximumIntervals", SqlArrays.ints(rows, row -> row.settings().maximumIntervalDays()))
        .param("hasFuzzes", SqlArrays.booleans(rows, row -> row.settings().fuzz()))
        .param("fsrsStatuses", SqlArrays.texts(rows, r -> Names.of(r.fsrs().status())))
        .param("fsrsSteps", SqlArrays.ints(rows, Derived::step))
        .param("stabilities", SqlArrays.doubles(rows, row -> row.fsrs().stability()))
        .param("difficulties", SqlArrays.doubles(rows, row -> row.fsrs().difficulty()))
        .param(
            "hardStabilities",
            SqlArrays.doubles(rows, row -> nullIfZero(row.fsrs().hardStability())))
        .param(
            "goodStabilities",
            SqlArrays.doubles(rows, row -> nullIfZero(row.fsrs().goodStability())))
        .param("fsrsIntervals", SqlArrays.ints(rows, r -> r.byFsrs().intervalDays()))
        .param("fsrsLapses", SqlArrays.ints(rows, row -> row.fsrs().lapses()))
        .param("fsrsDueAts", SqlArrays.instants(rows, r -> r.byFsrs().nextReview()))
        .param("sm2Statuses", SqlArrays.texts(rows, r -> Names.of(r.sm2().status())))
        .param("eases", SqlArrays.doubles(rows, row -> row.sm2().ease()))
        .param("sm2Intervals", SqlArrays.ints(rows, row -> row.sm2().intervalDays()))
        .param("sm2Repetitions", SqlArrays.ints(rows, row -> row.sm2().repetitions()))
        .param("sm2Lapses", SqlArrays.ints(rows, row -> row.sm2().lapses()))
        .param("sm2DueAts", SqlArrays.instants(rows, r -> r.bySm2().nextReview()))
        .param("undoneReviewIds", SqlArrays.uuids(rows, Derived::undoneReviewId))
        .param("undoneReviewedAts", SqlArrays.instants(rows, Derived::undoneReviewedAt))
        .param("createdAts", SqlArrays.instants(rows, r -> r.progress().createdAt()))
        .param("updatedAts", SqlArrays.instants(rows, r -> r.progress().updatedAt()))
        .update();
  }

  private static JdbcClient.StatementSpec of(
      JdbcClient.StatementSpec statement, Collection<LearnerCard> cards) {
    return statement
        .param("deckIds", SqlArrays.uuids(cards, card -> card.deckId().value()))
        .param("userIds", SqlArrays.texts(cards, card -> card.userId().value()))
        .param("cardIds", SqlArrays.uuids(cards, card -> card.cardId().value()));
  }

  private static @Nullable Double nullIfZero(double stability) {
    return stability == 0 ? null : stability;
  }

  private static LearnerCard card(ResultSet row) throws SQLException {
    return new LearnerCard(
        new DeckId(row.getObject("deck_id", UUID.class)),
        new UserId(row.getString("user_id")),
        new CardId(row.getObject("progress_card_id", UUID.class)));
  }

  private static Progress progress(ResultSet row) throws SQLException {
    var undoneId = row.getObject("undone_review_id", UUID.class);
    return new Progress(
        state(row),
        undoneId == null
            ? null
            : new Progress.Undone(undoneId, SqlColumns.instant(row, "undone_reviewed_at")),
        SqlColumns.instant(row, "created_at"),
        SqlColumns.instant(row, "updated_at"));
  }

  /** From {@link #COLUMNS_OF_STATE}, which must not be null. */
  static CardState state(ResultSet row) throws SQLException {
    var moment =
        new ReviewMoment(
            row.getObject("last_review_id", UUID.class),
            SqlColumns.instant(row, "last_reviewed_at"),
            row.getObject("last_study_day", LocalDate.class),
            new StudyCalendar(ZoneId.of(row.getString("time_zone")), row.getInt("day_start_hour")));
    return new CardState(
        row.getObject("progress_card_id", UUID.class),
        fsrs(row, moment.reviewedAt()),
        new Sm2State(
            row.getDouble("sm2_ease_factor"),
            row.getInt("sm2_interval_days"),
            row.getInt("sm2_repetitions"),
            row.getInt("sm2_lapses"),
            Names.status(row.getString("sm2_status"))),
        row.getInt("review_count"),
        moment);
  }

  private static FsrsState fsrs(ResultSet row, Instant lastReviewedAt) throws SQLException {
    var step = row.getObject("fsrs_step", Integer.class);
    return new FsrsState(
        row.getDouble("fsrs_stability"),
        row.getDouble("fsrs_difficulty"),
        row.getInt("fsrs_lapses"),
        Names.status(row.getString("fsrs_status")),
        step == null ? 0 : step,
        step == null
            ? 0
            : Duration.between(lastReviewedAt, SqlColumns.instant(row, "fsrs_due_at")).toMillis(),
        row.getDouble("fsrs_hard_stability"),
        row.getDouble("fsrs_good_stability"));
  }
}
