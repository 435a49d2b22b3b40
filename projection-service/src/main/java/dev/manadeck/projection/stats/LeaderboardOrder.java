package dev.manadeck.projection.stats;

/** What a leaderboard is ordered by. */
enum LeaderboardOrder {
  WINS,
  STREAK,
  CARDS,
  TIME;

  long figure(LeaderJson leader) {
    return switch (this) {
      case WINS -> leader.totalWins();
      case STREAK -> leader.streakDays();
      case CARDS -> leader.totalCardsStudied();
      case TIME -> leader.totalTimeSeconds();
    };
  }
}
