package dev.manadeck.projection.learner;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A learner's profile as it is answered.
 *
 * @param updatedAt absent as long as the learner has said nothing
 */
record ProfileJson(
    String userId,
    @Nullable String displayName,
    String timeZone,
    int dayStartHour,
    boolean onLeaderboard,
    @Nullable Instant updatedAt) {}
