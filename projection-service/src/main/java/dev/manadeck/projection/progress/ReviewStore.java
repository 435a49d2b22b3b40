package dev.manadeck.projection.progress;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Rating;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.SqlArrays;
import dev.manadeck.projection.runtime.SqlColumns;
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
  static final String TABLE = "card_reviews";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String HISTORIES =
      """
      SELECT review.deck_id, review.user_id, review.card_id, reviewed_at, review_id, session_id,
        rating, quality, time_taken_ms, study_day, time_zone, day_start_hour, scheduling, undone_at,
        created_at
      FROM unnest(:deckIds, :userIds, :cardIds) AS touched (deck_id, user_id, card_id)
      JOIN %s AS review
        ON review.deck_id = touched.deck_id
        AND review.user_id = touched.user_id
        AND review.card_id = touched.card_id
      ORDER BY reviewed_at, review_id
      """;

  private static final String SAVE =
      """
      INSERT INTO %s
        (deck_id, user_id, card_id, reviewed_at, review_id, session_id, rating, quality,
         time_taken_ms, study_day, time_zone, day_start_hour, scheduling, is_undone, undone_at,
         created_at, updated_at)
      SELECT deck_id, user_id, card_id, reviewed_at, review_id, session_id, rating, quality,
        time_taken_ms, study_day, time_zone, day_start_hour, scheduling::jsonb,
        undone_at IS NOT NULL, undone_at, created_at, updated_at
      FROM unnest(:deckIds, :userIds, :cardIds, :reviewedAts, :reviewIds, :sessionIds, :ratings,
          :qualities, :timesTaken, :studyDays, :timeZones, :dayStartHours, :schedulings, :undoneAts,
          :createdAts, :updatedAts)
        AS row (deck_id, user_id, card_id, reviewed_at, review_id, session_id, rating, quality,
          time_taken_ms, study_day, time_zone, day_start_hour, scheduling, undone_at, created_at,
          updated_at)
      ON CONFLICT (deck_id, user_id, card_id, reviewed_at, review_id) DO UPDATE SET
        is_undone = excluded.is_undone,
        undone_at = excluded.undone_at,
        updated_at = excluded.updated_at
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
        .sql(HISTORIES.formatted(generation.table(TABLE)))
        .param("deckIds", SqlArrays.uuids(cards, card -> card.deckId().value()))
        .param("userIds", SqlArrays.texts(cards, card -> card.userId().value()))
        .param("cardIds", SqlArrays.uuids(cards, card -> card.cardId().value()))
        .query((row, number) -> stored(row))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Stored::card, Collectors.mapping(Stored::review, Collectors.toList())));
  }

  void save(JdbcClient db, Generation generation, List<Stored> changed) {
    db.sql(SAVE.formatted(generation.table(TABLE)))
        .param("deckIds", SqlArrays.uuids(changed, row -> row.card().deckId().value()))
        .param("userIds", SqlArrays.texts(changed, row -> row.card().userId().value()))
        .param("cardIds", SqlArrays.uuids(changed, row -> row.card().cardId().value()))
        .param("reviewedAts", SqlArrays.instants(changed, r -> moment(r).reviewedAt()))
        .param("reviewIds", SqlArrays.uuids(changed, row -> moment(row).reviewId()))
        .param("sessionIds", SqlArrays.uuids(changed, row -> row.review().sessionId()))
        .param("ratings", SqlArrays.ints(changed, row -> row.review().rating().ordinal() + 1))
        .param("qualities", SqlArrays.ints(changed, row -> row.review().quality()))
        .param("timesTaken", SqlArrays.ints(changed, row -> row.review().timeTakenMs()))
        .param("studyDays", SqlArrays.dates(changed, row -> moment(row).studyDay()))
        .param("timeZones", SqlArrays.texts(changed, row -> moment(row).calendar().zone().getId()))
        .param(
            "dayStartHours", SqlArrays.ints(changed, row -> moment(row).calendar().dayStartHour()))
        .param("schedulings", SqlArrays.texts(changed, row -> json(row.review().scheduling())))
        .param("undoneAts", SqlArrays.instants(changed, r -> r.review().undoneAt()))
        .param("createdAts", SqlArrays.instants(changed, r -> r.review().createdAt()))
        .param("updatedAts", SqlArrays.instants(changed, r -> r.review().updatedAt()))
        .update();
  }

  private static ReviewMoment moment(Stored row) {
    return row.review().moment();
  }

  private Stored stored(ResultSet row) throws SQLException {
    var cardId = row.getObject("card_id", UUID.class);
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
            new CardId(cardId)),
        ReviewRow.of(
            cardId,
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
