package dev.manadeck.projection.replay;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run over the log, as it stands in the database.
 *
 * @param generation the tables it builds; null before it has begun
 * @param codeVersion of the projectors that it was asked of
 * @param eventCount offsets to fold until it follows; 0 before it has begun
 * @param rate events a second lately
 * @param report null unless a comparison was made
 * @param error why it failed, or what it waits for
 */
public record Replay(
    UUID id,
    Order order,
    State state,
    boolean isPaused,
    boolean isCancelRequested,
    @Nullable Integer generation,
    int codeVersion,
    long eventCount,
    long doneEventCount,
    @Nullable Double rate,
    @Nullable Report report,
    @Nullable String error,
    String requestedBy,
    @Nullable String runner,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    Instant createdAt) {

  /** From 0 to 1. */
  public double progress() {
    if (state == State.COMPLETED) {
      return 1;
    }
    return eventCount == 0 ? 0 : (double) doneEventCount / eventCount;
  }

  double rateOrZero() {
    return rate == null ? 0 : rate;
  }

  public enum Kind {
    /** All tables, from the first event. */
    REBUILD,
    /** The rows of one deck or one learner, in the live tables. */
    REPAIR,
    /** Compares the live tables with the log. */
    VERIFICATION,
    /** Back to the tables that were live before. */
    ROLLBACK;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public enum State {
    WAITING,
    BUILDING,
    INDEXING,
    FOLLOWING,
    VERIFYING,
    SWAPPING,
    COMPLETED,
    FAILED,
    CANCELLED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinal() {
      return switch (this) {
        case COMPLETED, FAILED, CANCELLED -> true;
        case WAITING, BUILDING, INDEXING, FOLLOWING, VERIFYING, SWAPPING -> false;
      };
    }
  }

  /**
   * What an operator asked for.
   *
   * @param asOf null for everything
   * @param scope null for everything
   * @param isSwapWanted whether the new tables become the live ones
   * @param isForced whether they do so unchecked
   * @param maxRate events a second; null for as fast as the live projections allow
   */
  public record Order(
      String projection,
      Kind kind,
      @Nullable AsOf asOf,
      @Nullable Scope scope,
      boolean isDryRun,
      boolean isSwapWanted,
      boolean isForced,
      @Nullable Integer maxRate) {

    public static Order rebuild(
        String projection,
        @Nullable AsOf asOf,
        boolean isSwapWanted,
        boolean isForced,
        @Nullable Integer maxRate) {
      return new Order(
          projection, Kind.REBUILD, asOf, null, false, isSwapWanted, isForced, maxRate);
    }

    public static Order repair(String projection, Scope scope, boolean isDryRun) {
      return new Order(projection, Kind.REPAIR, null, scope, isDryRun, false, false, null);
    }

    public static Order verification(String projection, @Nullable Integer maxRate) {
      return new Order(projection, Kind.VERIFICATION, null, null, false, false, false, maxRate);
    }

    public static Order rollback(String projection) {
      return new Order(projection, Kind.ROLLBACK, null, null, false, true, false, null);
    }
  }
}
