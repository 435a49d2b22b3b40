package dev.manadeck.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * When a review happened. Reviews are ordered by their instants, then by their ids.
 *
 * @param studyDay as it was decided when the review was accepted
 */
public record ReviewMoment(
    UUID reviewId, Instant reviewedAt, LocalDate studyDay, StudyCalendar calendar)
    implements Comparable<ReviewMoment> {

  /** {@link UUID#compareTo} is no help: it compares signed halves, and so not as text does. */
  @Override
  public int compareTo(ReviewMoment other) {
    int byInstant = reviewedAt.compareTo(other.reviewedAt);
    if (byInstant != 0) {
      return byInstant;
    }
    int byUpperHalf =
        Long.compareUnsigned(
            reviewId.getMostSignificantBits(), other.reviewId.getMostSignificantBits());
    return byUpperHalf != 0
        ? byUpperHalf
        : Long.compareUnsigned(
            reviewId.getLeastSignificantBits(), other.reviewId.getLeastSignificantBits());
  }

  long studyDaysSince(ReviewMoment earlier) {
    return StrictMath.max(0, studyDay.toEpochDay() - earlier.studyDay.toEpochDay());
  }
}
