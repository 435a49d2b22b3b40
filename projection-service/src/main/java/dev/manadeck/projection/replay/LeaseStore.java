package dev.manadeck.projection.replay;

import dev.manadeck.projection.runtime.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is at a run, and what operators want of it meanwhile: columns of the table {@code replays}.
 */
final class LeaseStore {
  private static final String TAKE =
      """
      UPDATE projection.replays
      SET runner = :runner, runner_epoch = runner_epoch + 1,
        attempt_count = coalesce(attempt_count, 0) + 1, heartbeat_at = now(),
        started_at = coalesce(started_at, now()), updated_at = now()
      WHERE replay_id = (
        SELECT replay_id
        FROM projection.replays
        WHERE state NOT IN ('completed', 'failed', 'cancelled')
          AND (NOT is_paused OR is_cancel_requested)
          AND (heartbeat_at IS NULL OR heartbeat_at < now() - :lease * interval '1 second')
          AND projection = ANY (:projections)
          AND (:hasRoom OR kind = 'rollback' OR is_cancel_requested)
        ORDER BY created_at
        LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING runner_epoch, attempt_count,\s"""
          + ReplayStore.COLUMNS;

  private static final String BEAT =
      """
      UPDATE projection.replays
      SET heartbeat_at = now(), done_event_count = :done, events_per_second = :rate, error = :waitsFor, updated_at = now()
      WHERE replay_id = :id
        AND runner_epoch = :epoch
        AND state NOT IN ('completed', 'failed', 'cancelled')
      RETURNING is_paused, is_cancel_requested
      """;

  private static final String HOLD =
      """
      SELECT is_paused, is_cancel_requested
      FROM projection.replays
      WHERE replay_id = :id
        AND runner_epoch = :epoch
        AND state NOT IN ('completed', 'failed', 'cancelled')
      FOR NO KEY UPDATE
      """;

  /** Whoever takes a run passes over those of which somebody has such a lock, or a stronger one. */
  private static final String KEEP =
      """
      SELECT is_paused, is_cancel_requested
      FROM projection.replays
      WHERE replay_id = :id
        AND runner_epoch = :epoch
        AND state NOT IN ('completed', 'failed', 'cancelled')
      FOR KEY SHARE
      """;

  private static final String RELEASE =
      """
      UPDATE projection.replays
      SET heartbeat_at = CASE WHEN :isAtOnce THEN NULL ELSE now() END, error = :waitsFor,
        attempt_count = CASE WHEN :isAttemptCounted THEN attempt_count ELSE 0 END,
        runner_epoch = runner_epoch + 1, updated_at = now()
      WHERE replay_id = :id
        AND runner_epoch = :epoch
        AND state NOT IN ('completed', 'failed', 'cancelled')
      """;

  private final JdbcClient db;

  LeaseStore(JdbcClient db) {
    this.db = db;
  }

  /** Whoever raised the epoch last may go on with the run. */
  record Lease(UUID replayId, long epoch) {}

  /**
   * @param attempt the how manieth since the run last got on: whoever took it before has died, or
   *     has given up
   */
  record Taken(Lease lease, Replay replay, int attempt) {}

  /** What operators want of a run under way. */
  record Wishes(boolean isPaused, boolean isCancelRequested) {}

  /**
   * The oldest run that nobody is at.
   *
   * @param hasRoom false for one that takes little time and memory: a rollback, or the end of a run
   *     that was cancelled
   */
  Optional<Taken> take(
      String runner, Duration lease, Collection<String> projections, boolean hasRoom) {
    return db.sql(TAKE)
        .param("runner", runner)
        .param("hasRoom", hasRoom)
        .param("lease", lease.toSeconds())
        .param("projections", SqlArrays.texts(projections))
        .query(
            (row, number) -> {
              var replay = ReplayStore.replay(row, number);
              return new Taken(
                  new Lease(replay.id(), row.getLong("runner_epoch")),
                  replay,
                  row.getInt("attempt_count"));
            })
        .optional();
  }

  /**
   * @throws LeaseLostException if another process is at it, or it is over
   */
  Wishes beat(Lease lease, long done, double rate, @Nullable String waitsFor) {
    return db.sql(BEAT)
        .param("id", lease.replayId())
        .param("epoch", lease.epoch())
        .param("done", done)
        .param("rate", rate)
        .param("waitsFor", waitsFor)
        .query(LeaseStore::wishes)
        .optional()
        .orElseThrow(() -> new LeaseLostException(lease.replayId()));
  }

  /**
   * Keeps others from taking the run, and operators from steering it, until the end of the
   * transaction.
   *
   * @return what operators have wanted until now
   * @throws LeaseLostException if another process is at it, or it is over
   */
  Wishes hold(Lease lease) {
    return locked(HOLD, lease);
  }

  /** The same, also while a transaction around this one holds the run. */
  void keep(Lease lease) {
    locked(KEEP, lease);
  }

  private Wishes locked(String query, Lease lease) {
    return db.sql(query)
        .param("id", lease.replayId())
        .param("epoch", lease.epoch())
        .query(LeaseStore::wishes)
        .optional()
        .orElseThrow(() -> new LeaseLostException(lease.replayId()));
  }

  /** Leaves the run to whoever takes it next, at once. */
  void release(Lease lease) {
    release(lease, true, false, null);
  }

  /** Leaves the run to whoever takes it when what it waits for may be there. */
  void releaseUntil(Lease lease, String waitsFor) {
    release(lease, false, false, waitsFor);
  }

  /** Leaves the run to whoever takes it after a while, as often as a run may be taken up. */
  void giveUp(Lease lease, String why) {
    release(lease, false, true, why);
  }

  private void release(
      Lease lease, boolean isAtOnce, boolean isAttemptCounted, @Nullable String waitsFor) {
    db.sql(RELEASE)
        .param("id", lease.replayId())
        .param("epoch", lease.epoch())
        .param("isAtOnce", isAtOnce)
        .param("isAttemptCounted", isAttemptCounted)
        .param("waitsFor", waitsFor)
        .update();
  }

  private static Wishes wishes(ResultSet row, int number) throws SQLException {
    return new Wishes(row.getBoolean("is_paused"), row.getBoolean("is_cancel_requested"));
  }
}
