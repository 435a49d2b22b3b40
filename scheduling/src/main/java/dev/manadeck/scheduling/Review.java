package dev.manadeck.scheduling;

import java.util.UUID;

/**
 * One review of a card, with the settings that were in force when it was accepted.
 *
 * @param quality SM-2's grade of 0 to 5, as given or as {@link Grade#quality} of a rating
 */
public record Review(UUID cardId, ReviewMoment moment, int quality, SchedulerSettings settings) {
  public Review {
    Grade.checkedQuality(quality);
  }

  Grade grade() {
    return Grade.ofQuality(quality);
  }
}
