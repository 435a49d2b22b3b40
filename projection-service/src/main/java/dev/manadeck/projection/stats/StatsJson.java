package dev.manadeck.projection.stats;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A learner's totals as they are answered.
 *
 * @param averageAccuracy in per cent; 0 without reviews
 */
record StatsJson(
    String userId,
    long totalWins,
    long totalSessions,
    long totalCardsStudied,
    long totalTimeSeconds,
    BigDecimal averageAccuracy,
    long streakDays,
    @Nullable LocalDate lastStudyDate) {}
