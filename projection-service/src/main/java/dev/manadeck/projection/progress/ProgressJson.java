package dev.manadeck.projection.progress;

import dev.manadeck.events.DeckId;
import dev.manadeck.scheduling.CardState;
import dev.manadeck.scheduling.Schedule;
import dev.manadeck.scheduling.SchedulerSettings;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Progress as it is answered. Ease is SM-2's, stability and difficulty are FSRS's; all else is of
 * the scheduler that the deck names now.
 */
record ProgressJson(
    UUID cardId,
    UUID deckId,
    double easeFactor,
    int interval,
    int repetitions,
    int lapses,
    @Nullable Double stability,
    @Nullable Double difficulty,
    @Nullable Instant lastReviewed,
    @Nullable Instant nextReview,
    String status) {

  static ProgressJson of(DeckId deckId, CardState state, SchedulerSettings settings) {
    var schedule = Schedule.of(state, settings);
    var last = state.last();
    var fsrs = state.fsrs();
    var sm2 = state.sm2();
    return new ProgressJson(
        state.cardId(),
        deckId.value(),
        sm2.ease(),
        schedule.intervalDays(),
        switch (settings.algorithm()) {
          case FSRS -> state.reviewCount();
          case SM2 -> sm2.repetitions();
        },
        switch (settings.algorithm()) {
          case FSRS -> fsrs.lapses();
          case SM2 -> sm2.lapses();
        },
        last == null ? null : fsrs.stability(),
        last == null ? null : fsrs.difficulty(),
        last == null ? null : last.reviewedAt(),
        schedule.nextReview(),
        Names.of(schedule.status()));
  }
}
