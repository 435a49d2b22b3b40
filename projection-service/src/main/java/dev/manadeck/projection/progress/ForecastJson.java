package dev.manadeck.projection.progress;

import dev.manadeck.events.DeckId;
import dev.manadeck.scheduling.Schedule;
import dev.manadeck.scheduling.SchedulerSettings;
import dev.manadeck.scheduling.StudyCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many cards come due on a study day. */
record ForecastJson(LocalDate date, int due) {

  /** From today on; what is overdue is due today. */
  static List<ForecastJson> of(
      Stream<StudyCard> cards,
      Function<DeckId, SchedulerSettings> settings,
      StudyCalendar calendar,
      Instant now,
      int days) {
    var today = calendar.dayOf(now);
    var counts = new int[days];
    cards.forEach(
        card -> {
          var due = Schedule.of(card.state(), settings.apply(card.deckId())).nextReview();
          if (due != null) {
            long ahead = Math.max(0, ChronoUnit.DAYS.between(today, calendar.dayOf(due)));
            if (ahead < days) {
              counts[(int) ahead]++;
            }
          }
        });
    return IntStream.range(0, days)
        .mapToObj(ahead -> new ForecastJson(today.plusDays(ahead), counts[ahead]))
        .toList();
  }
}
