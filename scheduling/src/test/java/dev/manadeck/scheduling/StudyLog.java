package dev.manadeck.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** One learner's reviews of one card, told from the first to the last. */
final class StudyLog {
  static final UUID CARD = UUID.fromString("0198c0de-0000-7000-8000-00000000cafe");
  static final StudyCalendar UTC_FROM_FOUR = new StudyCalendar(ZoneOffset.UTC, 4);

  private final List<Review> reviews = new ArrayList<>();
  private final StudyCalendar calendar;
  private final SchedulerSettings settings;
  private Instant now = Instant.parse("2024-01-01T12:00:00Z");

  StudyLog(SchedulerSettings settings, StudyCalendar calendar) {
    this.settings = settings;
    this.calendar = calendar;
  }

  StudyLog(SchedulerSettings settings) {
    this(settings, UTC_FROM_FOUR);
  }

  StudyLog() {
    this(SchedulerSettings.DEFAULT);
  }

  static StudyLog random(Random random, int size, SchedulerSettings settings) {
    var log = new StudyLog(settings);
    for (int i = 0; i < size; i++) {
      log.pass(
              random.nextInt(3) == 0
                  ? Duration.ofMinutes(random.nextInt(600))
                  : Duration.ofHours(random.nextInt(24 * 60)))
          .review(random.nextInt(6));
    }
    return log;
  }

  StudyLog at(Instant instant) {
    now = instant;
    return this;
  }

  StudyLog pass(Duration time) {
    return at(now.plus(time));
  }

  StudyLog passDays(int days) {
    return pass(Duration.ofDays(days));
  }

  StudyLog review(Grade... grades) {
    for (Grade grade : grades) {
      review(grade.quality());
    }
    return this;
  }

  StudyLog review(int quality) {
    return review(quality, new UUID(0x0198_0000_0000_7000L, reviews.size() + 1));
  }

  StudyLog review(int quality, UUID reviewId) {
    var moment = new ReviewMoment(reviewId, now, calendar.dayOf(now), calendar);
    reviews.add(new Review(CARD, moment, quality, settings));
    return this;
  }

  /** Reviews the card at the very moment at which it is due. */
  StudyLog reviewWhenDue(Grade grade) {
    Instant due = Schedule.of(state(), settings).nextReview();
    return (due == null ? this : at(due)).review(grade);
  }

  List<Review> reviews() {
    return List.copyOf(reviews);
  }

  CardState state() {
    return CardState.fold(CARD, reviews, Set.of());
  }

  Schedule schedule() {
    return Schedule.of(state(), settings);
  }

  Instant now() {
    return now;
  }
}
