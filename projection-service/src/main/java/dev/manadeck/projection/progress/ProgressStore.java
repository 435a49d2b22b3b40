package dev.manadeck.projection.progress;

import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.Sequenced;
import dev.manadeck.projection.rowkey.LearnerCard;
import dev.manadeck.projection.runtime.Columns;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.GenerationLoad;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlColumns;
import dev.manadeck.projection.runtime.Table;
import dev.manadeck.scheduling.CardState;
import dev.manadeck.scheduling.FsrsState;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code card_progress}; writes the reviews that it comes from along. */
final class ProgressStore implements RowStore<LearnerCard, CardHistory> {
  static final Table<Derived> TABLE =
      Table.of(
          "card_progress",
          LearnerCard.COLUMNS.of(Derived::card),
          Columns.<Derived>none()
              .integer("review_count", row -> row.state().reviewCount())
              .uuid("last_review_id", row -> row.last().reviewId())
              .instant("last_reviewed_at", row -> row.last().reviewedAt())
              .day("last_study_day", row -> row.last().studyDay())
              .smallint("last_rating", row -> row.last().rating().ordinal() + 1)
              .text("time_zone", row -> row.last().calendar().zone().getId())
              .smallint("day_start_hour", row -> row.last().calendar().dayStartHour())
              .text("scheduler", row -> Names.of(row.settings().algorithm()))
              .float8("desired_retention", row -> row.settings().desiredRetention())
              .integer("maximum_interval_days", row -> row.settings().maximumIntervalDays())
              .bool("has_fuzz", row -> row.settings().fuzz())
              .text("fsrs_status", row -> Names.of(row.fsrs().status()))
              .nullableSmallint("fsrs_step", Derived::step)
              .float8("fsrs_stability", row -> row.fsrs().stability())
              .float8("fsrs_difficulty", row -> row.fsrs().difficulty())
              .nullableFloat8("fsrs_hard_stability", row -> nullIfZero(row.fsrs().hardStability()))
              .nullableFloat8("fsrs_good_stability", row -> nullIfZero(row.fsrs().goodStability()))
              .integer("fsrs_interval_days", row -> row.byFsrs().intervalDays())
              .integer("fsrs_lapses", row -> row.fsrs().lapses())
              .instant("fsrs_due_at", row -> row.byFsrs().nextReview())
              .text("sm2_status", row -> Names.of(row.sm2().status()))
              .float8("sm2_ease_factor", row -> row.sm2().ease())
              .integer("sm2_interval_days", row -> row.sm2().intervalDays())
              .integer("sm2_repetitions", row -> row.sm2().repetitions())
              .integer("sm2_lapses", row -> row.sm2().lapses())
              .instant("sm2_due_at", row -> row.bySm2().nextReview())
              .uuid("undone_review_id", Derived::undoneReviewId)
              .instant("undone_reviewed_at", Derived::undoneReviewedAt)
              .instant("created_at", row -> row.progress().createdAt())
              .instant("updated_at", row -> row.progress().updatedAt()));

  /** What a state is made of; for queries too. */
  static final String COLUMNS_OF_STATE =
      """
      progress.card_id AS progress_card_id, review_count, last_review_id, last_reviewed_at,
      last_study_day, time_zone, day_start_hour, fsrs_status, fsrs_step, fsrs_stability,
      fsrs_difficulty, fsrs_hard_stability, fsrs_good_stability, fsrs_lapses, fsrs_due_at,
      sm2_status, sm2_ease_factor, sm2_interval_days, sm2_repetitions, sm2_lapses
      """;

  private static final String READ =
      "SELECT place, progress.ctid AS stands_at, "
          + COLUMNS_OF_STATE
          + """
            , undone_review_id, undone_reviewed_at, created_at, updated_at
          FROM %s
          JOIN %s AS progress USING (deck_id, user_id, card_id)
          """;

  private static final String REMOVE =
      """
      DELETE FROM %s AS progress
      USING %s
      WHERE progress.deck_id = gone.deck_id
        AND progress.user_id = gone.user_id
        AND progress.card_id = gone.card_id
      """;

  private final ReviewStore reviews;

  ProgressStore(KnownSettings settings) {
    this.reviews = new ReviewStore(settings);
  }

  @Override
  public List<Table<?>> tables() {
    return List.of(TABLE, ReviewStore.TABLE);
  }

  @Override
  public Map<LearnerCard, CardHistory> read(
      JdbcClient db, Generation generation, SequencedMap<LearnerCard, List<Sequenced>> touched) {
    var cards = new ArrayList<>(touched.keySet());
    var histories = new HashMap<LearnerCard, CardHistory>(2 * cards.size());
    db.sql(
            READ.formatted(
                LearnerCard.COLUMNS.unnestedWithPlace("touched"), generation.table(TABLE.name())))
        .params(LearnerCard.COLUMNS.arrays(cards))
        .query(
            (ResultSet row) -> {
              var card = cards.get(row.getInt("place") - 1);
              var progress = progress(row);
              if (isContinuedBy(progress, touched.getOrDefault(card, List.of()))) {
                histories.put(card, CardHistory.continuing(progress, row.getString("stands_at")));
              }
            });
    cards.removeAll(histories.keySet());
    if (!cards.isEmpty()) {
      reviews
          .histories(db, generation, cards)
          .forEach(
              (card, history) ->
                  histories.put(card, CardHistory.whole(card.cardId().value(), history)));
    }
    return histories;
  }

  private static boolean isContinuedBy(Progress progress, List<Sequenced> events) {
    @Nullable CardReviewed last = null;
    for (var sequenced : events) {
      if (!(sequenced.event() instanceof CardReviewed next)) {
        return false;
      }
      var id = next.reviewId().value();
      boolean follows =
          last == null
              ? progress.isFollowedBy(next.reviewedAt(), id)
              : Progress.isBefore(
                  last.reviewedAt(), last.reviewId().value(), next.reviewedAt(), id);
      if (!follows) {
        return false;
      }
      last = next;
    }
    return true;
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, List<Map.Entry<LearnerCard, CardHistory>> changed) {
    var changes = ProgressChanges.of(changed);
    ifAny(changes.newReviews(), rows -> ReviewStore.TABLE.insert(db, generation, rows));
    ifAny(changes.changedReviews(), rows -> ReviewStore.TABLE.upsert(db, generation, rows));
    ifAny(changes.newRows(), rows -> TABLE.insert(db, generation, rows));
    ifAny(changes.continuedRows(), rows -> TABLE.update(db, generation, rows, changes.places()));
    ifAny(changes.changedRows(), rows -> TABLE.upsert(db, generation, rows));
    ifAny(changes.gone(), cards -> remove(db, generation, cards));
  }

  private static <S> void ifAny(List<S> rows, Consumer<List<S>> write) {
    if (!rows.isEmpty()) {
      write.accept(rows);
    }
  }

  private static void remove(JdbcClient db, Generation generation, List<LearnerCard> gone) {
    db.sql(REMOVE.formatted(generation.table(TABLE.name()), LearnerCard.COLUMNS.unnested("gone")))
        .params(LearnerCard.COLUMNS.arrays(gone))
        .update();
  }

  @Override
  public void load(GenerationLoad load, Map<LearnerCard, CardHistory> rows) {
    load.copy(
        ReviewStore.TABLE,
        () ->
            rows.entrySet().stream()
                .flatMap(
                    entry ->
                        entry.getValue().changed().stream()
                            .map(review -> new ReviewStore.Stored(entry.getKey(), review)))
                .iterator());
    load.copy(
        TABLE,
        () ->
            rows.entrySet().stream()
                .flatMap(entry -> Derived.ifAny(entry.getKey(), entry.getValue()).stream())
                .iterator());
  }

  private static @Nullable Double nullIfZero(double stability) {
    return stability == 0 ? null : stability;
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
