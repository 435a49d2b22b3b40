package dev.manadeck.projection.progress;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.paging.Page;
import dev.manadeck.projection.paging.Paging;
import dev.manadeck.projection.room.CardRoom;
import dev.manadeck.projection.runtime.SqlArrays;
import dev.manadeck.projection.runtime.SqlColumns;
import dev.manadeck.scheduling.CardState;
import dev.manadeck.scheduling.SchedulerSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads how a learner stands with cards. Whether the deck may be seen is asked before. */
final class ProgressQueries {
  private static final String STUDY_CARD =
      "SELECT card.deck_id, card.card_id, position, coalesce(is_favorite, false) AS is_favorite,"
          + " coalesce(is_suspended, false) AS is_suspended, "
          + ProgressStore.COLUMNS_OF_STATE;

  private static final String MARKS_AND_PROGRESS =
      """
      LEFT JOIN projection.card_marks AS mark
        ON mark.deck_id = card.deck_id AND mark.user_id = :caller AND mark.card_id = card.card_id
      LEFT JOIN projection.card_progress AS progress
        ON progress.deck_id = card.deck_id
        AND progress.user_id = :caller
        AND progress.card_id = card.card_id
      """;

  private static final String OF_DECK =
      STUDY_CARD
          + "FROM projection.cards AS card\n"
          + MARKS_AND_PROGRESS
          + """
          WHERE card.deck_id = :deckId AND NOT card.is_deleted
          ORDER BY position, card.card_id
          """;

  private static final String PAGE_OF_DECK = OF_DECK + "LIMIT :limit OFFSET :offset";

  private static final String COUNT_OF_DECK =
      "SELECT count(*) FROM projection.cards WHERE deck_id = :deckId AND NOT is_deleted";

  private static final String REVIEWED_BY_LEARNER =
      STUDY_CARD
          + """
          FROM projection.card_progress AS progress
          JOIN projection.cards AS card
            ON card.deck_id = progress.deck_id AND card.card_id = progress.card_id
          LEFT JOIN projection.card_marks AS mark
            ON mark.deck_id = progress.deck_id
            AND mark.user_id = progress.user_id
            AND mark.card_id = progress.card_id
          WHERE progress.user_id = :caller
            AND progress.deck_id = ANY (:deckIds)
            AND NOT card.is_deleted
            AND NOT coalesce(is_suspended, false)
          """;

  private static final String NEW_IN_OWN_DECKS =
      STUDY_CARD
          + """
          FROM projection.decks AS deck
          JOIN projection.cards AS card ON card.deck_id = deck.deck_id
          """
          + MARKS_AND_PROGRESS
          + """
          WHERE deck.user_id = :caller
            AND NOT deck.is_deleted
            AND NOT card.is_deleted
            AND progress.card_id IS NULL
            AND NOT coalesce(is_suspended, false)
          ORDER BY deck.created_at, deck.deck_id, position, card.card_id
          LIMIT :limit
          """;

  private static final String CONTENTS =
      """
      SELECT card.deck_id, card.card_id, title, content, card_type, ai_model, ai_prompt, version,
        created_at, updated_at
      FROM unnest(:deckIds, :cardIds) AS chosen (deck_id, card_id)
      JOIN projection.cards AS card
        ON card.deck_id = chosen.deck_id AND card.card_id = chosen.card_id
      """;

  private static final String HAS_CARD =
      """
      SELECT EXISTS (
        SELECT
        FROM projection.cards
        WHERE deck_id = :deckId AND card_id = :cardId AND NOT is_deleted)
      """;

  private static final String OF_CARD =
      """
      FROM projection.card_reviews
      WHERE deck_id = :deckId AND user_id = :caller AND card_id = :cardId AND NOT is_undone
      """;

  private static final String HISTORY =
      """
      SELECT review_id, deck_id, card_id, user_id, session_id, rating, quality, reviewed_at,
        time_taken_ms, time_zone, day_start_hour, study_day
      """
          + OF_CARD
          + "ORDER BY reviewed_at, review_id LIMIT :limit OFFSET :offset";

  private static final String RETENTION =
      """
      SELECT count(*) AS review_count,
        round(100.0 * count(*) FILTER (WHERE rating > 1) / nullif(count(*), 0), 2) AS retention
      FROM projection.card_reviews
      WHERE deck_id = :deckId AND user_id = :caller AND NOT is_undone
      """;

  private static final int CARDS_AT_A_TIME = 1_000;

  private final JdbcClient db;

  ProgressQueries(JdbcClient db) {
    this.db = db;
  }

  /** All cards of a deck, in their order. */
  List<StudyCard> cards(DeckId deckId, UserId caller) {
    return db.sql(OF_DECK)
        .param("deckId", deckId.value())
        .param("caller", caller.value())
        .query(ProgressQueries::studyCard)
        .list();
  }

  Page<StudyCard> cards(DeckId deckId, UserId caller, Paging paging) {
    long total = db.sql(COUNT_OF_DECK).param("deckId", deckId.value()).query(Long.class).single();
    var cards =
        total <= paging.offset()
            ? List.<StudyCard>of()
            : db.sql(PAGE_OF_DECK)
                .param("deckId", deckId.value())
                .param("caller", caller.value())
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(ProgressQueries::studyCard)
                .list();
    return new Page<>(cards, total);
  }

  /**
   * Cards of these decks that the caller has reviewed and not suspended, in no order. Needs a
   * transaction under way, or all are fetched before the first is seen; to be closed.
   */
  Stream<StudyCard> reviewed(UserId caller, Collection<DeckId> decks) {
    return db
        .sql(REVIEWED_BY_LEARNER)
        .param("caller", caller.value())
        .param("deckIds", SqlArrays.uuids(decks, DeckId::value))
        .withFetchSize(CARDS_AT_A_TIME)
        .query(ProgressQueries::studyCard)
        .stream();
  }

  /** Cards that the caller has not yet reviewed, the oldest deck's first. */
  List<StudyCard> newCards(UserId caller, int limit) {
    return db.sql(NEW_IN_OWN_DECKS)
        .param("caller", caller.value())
        .param("limit", limit)
        .query(ProgressQueries::studyCard)
        .list();
  }

  /**
   * The cards with what stands on them, in the same order.
   *
   * @param room that they take
   */
  List<StudyCardJson> withContents(
      List<StudyCard> cards, Function<DeckId, SchedulerSettings> settings, CardRoom.Share room) {
    var contents =
        db
            .sql(CONTENTS)
            .param("deckIds", SqlArrays.uuids(cards, card -> card.deckId().value()))
            .param("cardIds", SqlArrays.uuids(cards, card -> card.cardId().value()))
            .query(
                (row, number) -> {
                  var found = content(row);
                  found.content().take(room);
                  return found;
                })
            .list()
            .stream()
            .collect(Collectors.toMap(Found::key, Found::content));
    return cards.stream()
        .flatMap(
            card ->
                Stream.ofNullable(contents.get(new Key(card.deckId(), card.cardId())))
                    .map(content -> StudyCardJson.of(card, content, settings.apply(card.deckId()))))
        .toList();
  }

  boolean hasCard(DeckId deckId, CardId cardId) {
    return db.sql(HAS_CARD)
        .param("deckId", deckId.value())
        .param("cardId", cardId.value())
        .query(Boolean.class)
        .single();
  }

  /** The caller's reviews of a card, in the order in which they happened. */
  Page<ReviewJson> history(DeckId deckId, CardId cardId, UserId caller, Paging paging) {
    long total =
        ofCard("SELECT count(*) " + OF_CARD, deckId, cardId, caller).query(Long.class).single();
    var reviews =
        total <= paging.offset()
            ? List.<ReviewJson>of()
            : ofCard(HISTORY, deckId, cardId, caller)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(ProgressQueries::review)
                .list();
    return new Page<>(reviews, total);
  }

  private JdbcClient.StatementSpec ofCard(String sql, DeckId deckId, CardId cardId, UserId caller) {
    return db.sql(sql)
        .param("deckId", deckId.value())
        .param("cardId", cardId.value())
        .param("caller", caller.value());
  }

  DeckStatsJson.Reviewed reviewed(DeckId deckId, UserId caller) {
    return db.sql(RETENTION)
        .param("deckId", deckId.value())
        .param("caller", caller.value())
        .query(
            (row, number) ->
                new DeckStatsJson.Reviewed(
                    row.getLong("review_count"), row.getBigDecimal("retention")))
        .single();
  }

  private static StudyCard studyCard(ResultSet row, int number) throws SQLException {
    var cardId = row.getObject("card_id", UUID.class);
    return new StudyCard(
        new DeckId(row.getObject("deck_id", UUID.class)),
        new CardId(cardId),
        row.getInt("position"),
        row.getBoolean("is_favorite"),
        row.getBoolean("is_suspended"),
        row.getObject("progress_card_id") == null
            ? CardState.unseen(cardId)
            : ProgressStore.state(row));
  }

  private record Key(DeckId deckId, CardId cardId) {}

  private record Found(Key key, CardContent content) {}

  private static Found content(ResultSet row) throws SQLException {
    return new Found(
        new Key(
            new DeckId(row.getObject("deck_id", UUID.class)),
            new CardId(row.getObject("card_id", UUID.class))),
        new CardContent(
            row.getString("title"),
            row.getString("content"),
            row.getString("card_type"),
            row.getString("ai_model"),
            row.getString("ai_prompt"),
            row.getLong("version"),
            SqlColumns.instant(row, "created_at"),
            SqlColumns.instant(row, "updated_at")));
  }

  private static ReviewJson review(ResultSet row, int number) throws SQLException {
    var reviewId = row.getObject("review_id", UUID.class);
    return new ReviewJson(
        reviewId,
        reviewId,
        row.getObject("deck_id", UUID.class),
        row.getObject("card_id", UUID.class),
        row.getString("user_id"),
        row.getObject("session_id", UUID.class),
        Names.rating(row.getInt("rating")),
        row.getObject("quality", Integer.class),
        SqlColumns.instant(row, "reviewed_at"),
        row.getObject("time_taken_ms", Integer.class),
        row.getString("time_zone"),
        row.getInt("day_start_hour"),
        row.getObject("study_day", LocalDate.class));
  }
}
