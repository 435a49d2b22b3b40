package dev.manadeck.projection.learner;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code learners}.
 *
 * @param version that the profile's last event made
 */
record LearnerRow(
    @Nullable String displayName,
    ZoneId timeZone,
    int dayStartHour,
    boolean isOnLeaderboard,
    long version,
    Instant createdAt,
    Instant updatedAt) {}
