package dev.manadeck.projection.stats;

/** A place on the leaderboard; learners with the same figure share it. */
record LeaderJson(
    int rank,
    String displayName,
    long totalWins,
    long streakDays,
    long totalCardsStudied,
    long totalTimeSeconds) {

  LeaderJson at(int itsRank) {
    return new LeaderJson(
        itsRank, displayName, totalWins, streakDays, totalCardsStudied, totalTimeSeconds);
  }
}
