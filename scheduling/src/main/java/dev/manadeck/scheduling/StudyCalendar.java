package dev.manadeck.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** A learner's study days: local dates that begin at an hour of their own. */
public record StudyCalendar(ZoneId zone, int dayStartHour) {
  public StudyCalendar {
    if (dayStartHour < 0 || dayStartHour > 23) {
      throw new IllegalArgumentException(
          "Expected a day to start at an hour from 0 to 23, but got " + dayStartHour);
    }
  }

  /** By the clock on the wall: what it shows decides, whether or not it was changed that night. */
  public LocalDate dayOf(Instant instant) {
    return LocalDateTime.ofInstant(instant, zone).minusHours(dayStartHour).toLocalDate();
  }

  /** The first instant at which the clock on the wall shows the start of the day or later. */
  public Instant startOf(LocalDate day) {
    LocalDateTime start = day.atTime(dayStartHour, 0);
    var transition = zone.getRules().getTransition(start);
    return transition != null && transition.isGap()
        ? transition.getInstant()
        : start.atZone(zone).toInstant();
  }
}
