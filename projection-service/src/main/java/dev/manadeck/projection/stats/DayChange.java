package dev.manadeck.projection.stats;

/** What a batch adds to a row of the table {@code study_days}. */
record DayChange(ReviewSums sums, Span span) {}
