package dev.manadeck.projection.progress;

import dev.manadeck.scheduling.CardStatus;
import dev.manadeck.scheduling.Schedule;
import dev.manadeck.scheduling.SchedulerSettings;
import dev.manadeck.scheduling.StudyCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deck as its learner stands with it. Suspended cards have a status, and are never due.
 *
 * @param dueToday until the study day is over, with those that are due now
 * @param retention right reviews of all that count, in per cent; absent without any
 */
record DeckStatsJson(
    UUID deckId,
    int totalCards,
    Map<String, Integer> byStatus,
    int suspendedCards,
    int dueNow,
    int dueToday,
    int dueTomorrow,
    long reviewCount,
    @Nullable BigDecimal retention) {

  /** What a deck's reviews come to. */
  record Reviewed(long count, @Nullable BigDecimal retention) {}

  static DeckStatsJson of(
      UUID deckId,
      List<StudyCard> cards,
      Reviewed reviewed,
      SchedulerSettings settings,
      StudyCalendar calendar,
      Instant now) {
    var statuses = new EnumMap<CardStatus, Integer>(CardStatus.class);
    var today = calendar.dayOf(now);
    var tomorrow = calendar.startOf(today.plusDays(1));
    var dayAfter = calendar.startOf(today.plusDays(2));
    int suspended = 0;
    int dueNow = 0;
    int dueToday = 0;
    int dueTomorrow = 0;
    for (var card : cards) {
      var schedule = Schedule.of(card.state(), settings);
      statuses.merge(schedule.status(), 1, Integer::sum);
      var due = schedule.nextReview();
      if (card.isSuspended()) {
        suspended++;
      } else if (due != null && due.isBefore(tomorrow)) {
        dueToday++;
        dueNow += due.isAfter(now) ? 0 : 1;
      } else if (due != null && due.isBefore(dayAfter)) {
        dueTomorrow++;
      }
    }
    return new DeckStatsJson(
        deckId,
        cards.size(),
        named(statuses),
        suspended,
        dueNow,
        dueToday,
        dueTomorrow,
        reviewed.count(),
        reviewed.retention());
  }

  private static Map<String, Integer> named(Map<CardStatus, Integer> statuses) {
    var named = new LinkedHashMap<String, Integer>();
    for (var status : CardStatus.values()) {
      named.put(Names.of(status), Objects.requireNonNull(statuses.getOrDefault(status, 0)));
    }
    return named;
  }
}
