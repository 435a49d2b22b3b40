package dev.manadeck.projection.deck;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.UserId;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether a caller may see decks at all, and by what settings these are studied. */
public final class VisibleDeckQueries {
  /** The projection that these read from. */
  public static final String PROJECTION = DeckProjection.NAME;

  private static final String ONE =
      """
      SELECT settings
      FROM projection.decks
      WHERE deck_id = :deckId AND NOT is_deleted AND (user_id = :caller OR is_public)
      """;

  private static final String STUDIED =
      """
      SELECT deck_id, settings
      FROM projection.decks
      WHERE deck_id IN (SELECT deck_id FROM projection.card_progress WHERE user_id = :caller)
        AND NOT is_deleted
        AND (user_id = :caller OR is_public)
      """;

  private final JdbcClient db;

  VisibleDeckQueries(JdbcClient db) {
    this.db = db;
  }

  /**
   * The settings of an own or public deck.
   *
   * @throws ProblemException if there is no such deck for the caller
   */
  public SchedulingSettings require(DeckId deckId, UserId caller) {
    return db.sql(ONE)
        .param("deckId", deckId.value())
        .param("caller", caller.value())
        .query(String.class)
        .optional()
        .map(JsonColumn::settings)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemKind.NOT_FOUND, "There is no deck %s".formatted(deckId)));
  }

  /** The settings of those decks of which the caller has reviewed cards. */
  public Map<DeckId, SchedulingSettings> studied(UserId caller) {
    return db
        .sql(STUDIED)
        .param("caller", caller.value())
        .query(
            (row, number) ->
                Map.entry(
                    new DeckId(row.getObject("deck_id", UUID.class)),
                    JsonColumn.settings(row.getString("settings"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
