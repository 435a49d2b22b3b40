package dev.manadeck.command.study;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a learner's days are cut: by the clock on their wall. */
record StudyDay(ZoneId timeZone, int startHour) {
  private static final int USUAL_START = 4;

  /** From the review, else from its session, else the usual. */
  static StudyDay of(
      @Nullable ZoneId timeZone, @Nullable Integer startHour, @Nullable Session session) {
    var sessionZone = session == null ? ZoneOffset.UTC : session.timeZone();
    var sessionStart = session == null ? USUAL_START : session.dayStartHour();
    return new StudyDay(
        Optional.ofNullable(timeZone).orElse(sessionZone),
        Optional.ofNullable(startHour).orElse(sessionStart));
  }

  LocalDate dateOf(Instant instant) {
    var local = instant.atZone(timeZone).toLocalDateTime();
    return local.getHour() < startHour ? local.toLocalDate().minusDays(1) : local.toLocalDate();
  }
}
