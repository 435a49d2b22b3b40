package dev.manadeck.command.study;

import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What undoing a review has to repeat of it; packs into 64 bits. */
record ReviewFacts(
    Rating rating, @Nullable Integer timeTakenMs, LocalDate studyDay, boolean isUndone) {
  private static final Rating[] RATINGS = Rating.values();
  private static final int RATING_BITS = 2;
  private static final int TIME_BITS = 32;
  private static final int FLAG_BITS = 1;

  static ReviewFacts of(CardReviewed event) {
    return new ReviewFacts(event.rating(), event.timeTakenMs(), event.studyDay(), false);
  }

  ReviewFacts undone() {
    return new ReviewFacts(rating, timeTakenMs, studyDay, true);
  }

  /** The day stands highest, so that it keeps its sign. A time of 0 stands for none. */
  long packed() {
    var time = timeTakenMs == null ? 0 : timeTakenMs + 1L;
    var packed = studyDay.toEpochDay();
    packed = packed << TIME_BITS | time;
    packed = packed << RATING_BITS | rating.ordinal();
    return packed << FLAG_BITS | (isUndone ? 1 : 0);
  }

  static ReviewFacts unpacked(long packed) {
    var undone = (packed & 1) == 1;
    var rest = packed >> FLAG_BITS;
    var rating = RATINGS[(int) (rest & ((1 << RATING_BITS) - 1))];
    rest >>= RATING_BITS;
    var time = rest & ((1L << TIME_BITS) - 1);
    var day = LocalDate.ofEpochDay(rest >> TIME_BITS);
    return new ReviewFacts(rating, time == 0 ? null : Math.toIntExact(time - 1), day, undone);
  }
}
