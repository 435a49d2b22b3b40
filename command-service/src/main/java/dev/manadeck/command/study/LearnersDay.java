package dev.manadeck.command.study;

import dev.manadeck.command.learner.Learner;
import dev.manadeck.scheduling.StudyCalendar;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a learner's days are cut: as the review says, else as its session does, else as usual. */
final class LearnersDay {
  private LearnersDay() {}

  static StudyCalendar of(
      @Nullable ZoneId timeZone, @Nullable Integer startHour, @Nullable Session session) {
    var otherZone = session == null ? ZoneId.of("UTC") : session.timeZone();
    var otherStart = session == null ? Learner.USUAL_DAY_START : session.dayStartHour();
    return new StudyCalendar(
        Optional.ofNullable(timeZone).orElse(otherZone),
        Optional.ofNullable(startHour).orElse(otherStart));
  }
}
