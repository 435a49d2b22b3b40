package dev.manadeck.projection.stats;

/**
 * What a batch adds to a row of the table {@code user_stats}.
 *
 * @param timeMillis of completed sessions and of reviews outside of sessions
 */
record TotalsChange(
    long sessionCount,
    long winCount,
    long reviewCount,
    long correctReviewCount,
    long timeMillis,
    Span span) {

  static TotalsChange none(Span span) {
    return new TotalsChange(0, 0, 0, 0, 0, span);
  }

  TotalsChange plusReviews(ReviewSums sums, long more, Span newSpan) {
    return new TotalsChange(
        sessionCount,
        winCount,
        reviewCount + sums.reviewCount(),
        correctReviewCount + sums.correctCount(),
        timeMillis + more,
        newSpan);
  }

  TotalsChange plusSession(boolean isWin, long more, Span newSpan) {
    return new TotalsChange(
        sessionCount + 1,
        winCount + (isWin ? 1 : 0),
        reviewCount,
        correctReviewCount,
        timeMillis + more,
        newSpan);
  }
}
