package dev.manadeck.projection.stats;

import dev.manadeck.projection.freshness.ReadsFrom;
import dev.manadeck.projection.learner.LearnerQueries;
import dev.manadeck.web.caller.Caller;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/me")
@ReadsFrom({StatsProjection.NAME, LearnerQueries.PROJECTION})
final class StatsController {
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 3_660;
  private static final int EARLIEST_YEAR = 1970;
  private static final int LATEST_YEAR = 9999;

  private final StatsQueries stats;
  private final LearnerQueries learners;
  private final Clock clock;

  StatsController(StatsQueries stats, LearnerQueries learners, Clock clock) {
    this.stats = stats;
    this.learners = learners;
    this.clock = clock;
  }

  @GetMapping("/stats")
  StatsJson stats(Caller caller) {
    return stats.stats(caller.userId(), today(caller));
  }

  @GetMapping("/days")
  List<DayJson> days(
      @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
      Caller caller) {
    var last =
        Optional.ofNullable(to).map(StatsController::sensible).orElseGet(() -> today(caller));
    var first =
        Optional.ofNullable(from)
            .map(StatsController::sensible)
            .orElseGet(() -> last.minusDays(USUAL_DAYS - 1));
    long count = ChronoUnit.DAYS.between(first, last) + 1;
    if (count < 1 || count > MOST_DAYS) {
      throw new ProblemException(
          ProblemKind.BAD_REQUEST,
          "Expected 1 to %d days, but from %s to %s there are %d"
              .formatted(MOST_DAYS, first, last, count));
    }
    return stats.days(caller.userId(), first, last);
  }

  private static LocalDate sensible(LocalDate date) {
    if (date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR) {
      throw new ProblemException(
          ProblemKind.BAD_REQUEST,
          "Expected a date of the years %d to %d, but got %s"
              .formatted(EARLIEST_YEAR, LATEST_YEAR, date));
    }
    return date;
  }

  private LocalDate today(Caller caller) {
    return learners.calendar(caller.userId()).dayOf(clock.instant());
  }
}
