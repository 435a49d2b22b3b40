package dev.manadeck.projection.stats;

import dev.manadeck.projection.freshness.ReadsFrom;
import dev.manadeck.projection.learner.LearnerQueries;
import dev.manadeck.projection.paging.Paging;
import dev.manadeck.projection.runtime.Snapshots;
import dev.manadeck.projection.runtime.Snapshots.Snapshot;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.Clock;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/leaderboard")
@ReadsFrom({StatsProjection.NAME, LearnerQueries.PROJECTION})
final class LeaderboardController {
  private final LeaderboardQueries leaderboard;
  private final Clock clock;
  private final Snapshot snapshot;

  LeaderboardController(LeaderboardQueries leaderboard, Clock clock, Snapshots snapshots) {
    this.leaderboard = leaderboard;
    this.clock = clock;
    snapshot = snapshots.of(StatsProjection.NAME, LearnerQueries.PROJECTION);
  }

  @GetMapping
  List<LeaderJson> leaders(
      @RequestParam(defaultValue = "wins") String by,
      @RequestParam(defaultValue = "20") int limit) {
    var order = order(by);
    int most = Paging.acceptedLimit(limit);
    return snapshot.read(() -> leaderboard.leaders(order, most, clock.instant()));
  }

  private static LeaderboardOrder order(String name) {
    return switch (name) {
      case "wins" -> LeaderboardOrder.WINS;
      case "streak" -> LeaderboardOrder.STREAK;
      case "cards" -> LeaderboardOrder.CARDS;
      case "time" -> LeaderboardOrder.TIME;
      default ->
          throw new ProblemException(
              ProblemKind.BAD_REQUEST,
              "Expected by=wins, streak, cards or time, but got another value");
    };
  }
}
