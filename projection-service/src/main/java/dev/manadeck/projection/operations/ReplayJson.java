package dev.manadeck.projection.operations;

import dev.manadeck.projection.replay.AsOf;
import dev.manadeck.projection.replay.Replay;
import dev.manadeck.projection.replay.Report;
import dev.manadeck.projection.replay.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is answered.
 *
 * @param state the step under way, or {@code paused}
 * @param eventsTotal 0 before the run has begun
 * @param rate events a second lately; null unless events are being folded
 * @param etaSeconds until all events are folded; null unless that can be told
 * @param clean whether a comparison found no difference; null if none was made
 */
record ReplayJson(
    UUID id,
    String projection,
    String kind,
    String state,
    @Nullable String step,
    @Nullable Integer generation,
    int codeVersion,
    long eventsDone,
    long eventsTotal,
    double percent,
    @Nullable Long rate,
    @Nullable Long etaSeconds,
    @Nullable Instant asOf,
    @Nullable Map<String, Long> asOfOffsets,
    @Nullable Part scope,
    boolean dryRun,
    boolean swap,
    boolean force,
    @Nullable Integer maxRate,
    @Nullable Boolean clean,
    @Nullable Report report,
    @Nullable String error,
    String requestedBy,
    @Nullable String runner,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Long elapsedMillis) {
  private static final double HUNDRED = 100;
  private static final double TENTHS = 10;

  record Part(@Nullable String deckId, @Nullable String learnerId) {
    static @Nullable Part of(@Nullable Scope scope) {
      return switch (scope) {
        case null -> null;
        case Scope.OfDeck deck -> new Part(deck.value(), null);
        case Scope.OfLearner learner -> new Part(null, learner.value());
      };
    }
  }

  static ReplayJson of(Replay replay, Instant now) {
    var order = replay.order();
    boolean isOver = replay.state().isFinal();
    var step = replay.state().text();
    var rate =
        replay.state() == Replay.State.BUILDING && replay.rate() != null
            ? Math.round(replay.rate())
            : null;
    var report = replay.report();
    return new ReplayJson(
        replay.id(),
        order.projection(),
        order.kind().text(),
        replay.isPaused() && !isOver ? "paused" : step,
        isOver ? null : step,
        replay.generation(),
        replay.codeVersion(),
        replay.doneEventCount(),
        replay.eventCount(),
        percent(replay),
        rate,
        rate == null || rate == 0 ? null : (replay.eventCount() - replay.doneEventCount()) / rate,
        order.asOf() instanceof AsOf.AtInstant at ? at.instant() : null,
        order.asOf() instanceof AsOf.AtOffsets at ? at.offsets() : null,
        Part.of(order.scope()),
        order.isDryRun(),
        order.isSwapWanted(),
        order.isForced(),
        order.maxRate(),
        report == null ? null : report.isClean(),
        report,
        replay.error(),
        replay.requestedBy(),
        replay.runner(),
        replay.createdAt(),
        replay.startedAt(),
        replay.completedAt(),
        elapsedMillis(replay, now));
  }

  /** Rounded down: what is not over is never all. */
  private static double percent(Replay replay) {
    return Math.floor(replay.progress() * HUNDRED * TENTHS) / TENTHS;
  }

  private static @Nullable Long elapsedMillis(Replay replay, Instant now) {
    var started = replay.startedAt();
    if (started == null) {
      return null;
    }
    var end = replay.completedAt() == null ? now : replay.completedAt();
    return Math.max(0, Duration.between(started, end).toMillis());
  }
}
