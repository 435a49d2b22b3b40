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

  @Override
  public int compareTo(ReviewMoment other) {
    return compare(reviewedAt, reviewId, other.reviewedAt, other.reviewId);
  }

  /**
   * The order of reviews, by their instants and ids. {@link UUID#compareTo} is no help: it compares
   * signed halves, and so not as text does.
   */
  public static int compare(Instant one, UUID id, Instant other, UUID otherId) {
    int byInstant = one.compareTo(other);
    if (byInstant != 0) {
      return byInstant;
    }
    int byUpperHalf =
        Long.compareUnsigned(id.getMostSignificantBits(), otherId.getMostSignificantBits());
    return byUpperHalf != 0
        ? byUpperHalf
        : Long.compareUnsigned(id.getLeastSignificantBits(), otherId.getLeastSignificantBits());
  }

  long studyDaysSince(ReviewMoment earlier) {
    return StrictMath.max(0, studyDay.toEpochDay() - earlier.studyDay.toEpochDay());
  }
}
