package dev.manadeck.projection.progress;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Rating;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.rowkey.LearnerCard;
import dev.manadeck.projection.runtime.Columns;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.SqlColumns;
import dev.manadeck.projection.runtime.Table;
import dev.manadeck.scheduling.ReviewMoment;
import dev.manadeck.scheduling.StudyCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of the table {@code card_reviews}, for the store of what its rows come to. */
final class ReviewStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static final Table<Stored> TABLE =
      Table.of(
          "card_reviews",
          LearnerCard.COLUMNS
              .of(Stored::card)
              .instant("reviewed_at", row -> row.review().reviewedAt())
              .uuid("review_id", row -> row.review().reviewId()),
          Columns.<ReviewRow>none()
              .uuid("session_id", ReviewRow::sessionId)
              .smallint("rating", row -> row.rating().ordinal() + 1)
              .nullableSmallint("quality", ReviewRow::quality)
              .nullableInteger("time_taken_ms", ReviewRow::timeTakenMs)
              .day("study_day", ReviewRow::studyDay)
              .text("time_zone", row -> row.calendar().zone().getId())
              .smallint("day_start_hour", row -> row.calendar().dayStartHour())
              .jsonb("scheduling", row -> json(row.scheduling()))
              .bool("is_undone", row -> row.undoneAt() != null)
              .instant("undone_at", ReviewRow::undoneAt)
              .instant("created_at", ReviewRow::createdAt)
              .instant("updated_at", ReviewRow::updatedAt)
              .of(Stored::review));

  private static final String HISTORIES =
      """
      SELECT deck_id, user_id, card_id, reviewed_at, review_id, session_id, rating, quality,
        time_taken_ms, study_day, time_zone, day_start_hour, scheduling, undone_at, created_at
      FROM %s
      JOIN %s AS review USING (deck_id, user_id, card_id)
      ORDER BY reviewed_at, review_id
      """;

  private final KnownSettings settings;

  ReviewStore(KnownSettings settings) {
    this.settings = settings;
  }

  record Stored(LearnerCard card, ReviewRow review) {}

  /** All reviews of these cards, each card's in order; cards without any are left out. */
  Map<LearnerCard, List<ReviewRow>> histories(
      JdbcClient db, Generation generation, Collection<LearnerCard> cards) {
    return db
        .sql(
            HISTORIES.formatted(
                LearnerCard.COLUMNS.unnested("touched"), generation.table(TABLE.name())))
        .params(LearnerCard.COLUMNS.arrays(cards))
        .query((row, number) -> stored(row))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Stored::card, Collectors.mapping(Stored::review, Collectors.toList())));
  }

  private Stored stored(ResultSet row) throws SQLException {
    var moment =
        new ReviewMoment(
            row.getObject("review_id", UUID.class),
            SqlColumns.instant(row, "reviewed_at"),
            row.getObject("study_day", LocalDate.class),
            new StudyCalendar(ZoneId.of(row.getString("time_zone")), row.getInt("day_start_hour")));
    return new Stored(
        new LearnerCard(
            new DeckId(row.getObject("deck_id", UUID.class)),
            new UserId(row.getString("user_id")),
            new CardId(row.getObject("card_id", UUID.class))),
        ReviewRow.of(
            moment,
            row.getObject("session_id", UUID.class),
            Rating.values()[row.getInt("rating") - 1],
            row.getObject("quality", Integer.class),
            row.getObject("time_taken_ms", Integer.class),
            scheduling(row.getString("scheduling")),
            SqlColumns.nullableInstant(row, "undone_at"),
            SqlColumns.instant(row, "created_at"),
            settings));
  }

  private static @Nullable String json(@Nullable SchedulingSettings scheduling) {
    return scheduling == null ? null : JSON.writeValueAsString(scheduling);
  }

  private static @Nullable SchedulingSettings scheduling(@Nullable String json) {
    return json == null ? null : JSON.readValue(json, SchedulingSettings.class);
  }
}
