package dev.manadeck.projection.replay;

import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.SqlColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of generations: the tables {@code generations} and {@code projections}. */
final class GenerationStore {
  private static final String NEXT_NUMBER =
      """
      SELECT 1 + greatest(
        (SELECT live_generation FROM projection.projections WHERE name = :projection),
        (SELECT max(number) FROM projection.generations WHERE projection = :projection),
        (SELECT max(generation) FROM projection.replays WHERE projection = :projection))
      """;

  private static final String REGISTER =
      """
      INSERT INTO projection.generations
        (projection, number, purpose, code_version, created_at, updated_at)
      VALUES (:projection, :number, :purpose, :codeVersion, now(), now())
      """;

  private static final String KEEP =
      """
      UPDATE projection.generations
      SET purpose = 'inspection', expires_at = now() + :seconds * interval '1 second',
        updated_at = now()
      WHERE projection = :projection AND number = :number
      """;

  private static final String EXPIRE_KEPT =
      """
      UPDATE projection.generations SET expires_at = now(), updated_at = now()
      WHERE projection = :projection AND purpose = 'rollback'
      """;

  private static final String EXPIRE =
      """
      UPDATE projection.generations
      SET purpose = 'inspection', expires_at = now(), updated_at = now()
      WHERE projection = :projection
        AND number = :number
        AND purpose <> 'build'
        AND NOT EXISTS (
          SELECT FROM projection.replays
          WHERE projection = :projection
            AND generation = :number
            AND state NOT IN ('completed', 'failed', 'cancelled'))
      """;

  private static final String CODE_VERSION =
      """
      SELECT code_version FROM projection.generations
      WHERE projection = :projection AND number = :number
      """;

  private static final String LIST =
      """
      SELECT projection, number, purpose, code_version, expires_at, created_at
      FROM projection.generations
      WHERE :projection::text IS NULL OR projection = :projection
      ORDER BY projection, number
      """;

  private static final String EXPIRED =
      """
      SELECT projection, number, purpose, code_version, expires_at, created_at
      FROM projection.generations
      WHERE expires_at < now()
      """;

  private static final String DELETE =
      """
      DELETE FROM projection.generations WHERE projection = :projection AND number = :number
      """;

  private static final String DELETE_POSITIONS =
      """
      DELETE FROM projection.positions
      WHERE projection = :projection AND generation = :number
      """;

  private static final String DELETE_PARKED =
      """
      DELETE FROM projection.parked_events
      WHERE projection = :projection AND generation = :number
      """;

  /** Whoever still holds positions of the old tables must not move them any more. */
  private static final String FENCE_POSITIONS =
      """
      UPDATE projection.positions
      SET owner_epoch = owner_epoch + 1, updated_at = now()
      WHERE projection = :projection AND generation = :number
      """;

  private static final String MAKE_LIVE =
      """
      UPDATE projection.projections
      SET live_generation = :number, code_version = :codeVersion, updated_at = now()
      WHERE name = :projection
      """;

  private static final String IS_LIVE =
      """
      SELECT EXISTS (
        SELECT FROM projection.projections WHERE name = :projection AND live_generation = :number)
      """;

  private static final String LIVE_CODE_VERSION =
      "SELECT code_version FROM projection.projections WHERE name = :projection";

  private final JdbcClient db;

  GenerationStore(JdbcClient db) {
    this.db = db;
  }

  enum Purpose {
    /** Of a run under way. */
    BUILD,
    /** What was live before. */
    ROLLBACK,
    /** Built to be looked at. */
    INSPECTION
  }

  record Beside(
      String projection,
      int number,
      Purpose purpose,
      int codeVersion,
      @Nullable Instant expiresAt,
      Instant createdAt) {}

  /** Never used before for that projection. */
  int nextNumber(String projection) {
    return db.sql(NEXT_NUMBER).param("projection", projection).query(Integer.class).single();
  }

  int liveCodeVersion(String projection) {
    return db.sql(LIVE_CODE_VERSION).param("projection", projection).query(Integer.class).single();
  }

  List<Beside> list(@Nullable String projection) {
    return db.sql(LIST).param("projection", projection).query(GenerationStore::beside).list();
  }

  List<Beside> expired() {
    return db.sql(EXPIRED).query(GenerationStore::beside).list();
  }

  /** What was live before. */
  Optional<Beside> kept(String projection) {
    return list(projection).stream()
        .filter(generation -> generation.purpose() == Purpose.ROLLBACK)
        .filter(generation -> generation.expiresAt() == null)
        .findAny();
  }

  void register(String projection, int number, Purpose purpose, int codeVersion) {
    db.sql(REGISTER)
        .param("projection", projection)
        .param("number", number)
        .param("purpose", purpose.name().toLowerCase(Locale.ROOT))
        .param("codeVersion", codeVersion)
        .update();
  }

  /** False if a run is at it. */
  boolean expire(String projection, int number) {
    return db.sql(EXPIRE).param("projection", projection).param("number", number).update() == 1;
  }

  private void expireKept(String projection) {
    db.sql(EXPIRE_KEPT).param("projection", projection).update();
  }

  private int codeVersion(String projection, int number) {
    return db.sql(CODE_VERSION)
        .param("projection", projection)
        .param("number", number)
        .query(Integer.class)
        .single();
  }

  /** Keeps the tables for a while, to be looked at. */
  void keepForInspection(String projection, int number, Duration howLong) {
    db.sql(KEEP)
        .param("projection", projection)
        .param("number", number)
        .param("seconds", howLong.toSeconds())
        .update();
  }

  /** The tables of a run that is over now are dropped soon after. */
  void expireBuild(String projection, int number) {
    keepForInspection(projection, number, Duration.ZERO);
  }

  /** The tables of the next one have become the live ones, those of the old one are kept. */
  void exchanged(String projection, Generation old, Generation next) {
    int oldCodeVersion = liveCodeVersion(projection);
    int nextCodeVersion = codeVersion(projection, next.number());
    deleteRow(projection, next.number());
    expireKept(projection);
    register(projection, old.number(), Purpose.ROLLBACK, oldCodeVersion);
    db.sql(FENCE_POSITIONS).param("projection", projection).param("number", old.number()).update();
    db.sql(MAKE_LIVE)
        .param("projection", projection)
        .param("number", next.number())
        .param("codeVersion", nextCodeVersion)
        .update();
  }

  /**
   * With its positions and its parked events.
   *
   * @throws IllegalStateException if it is the live one
   */
  void delete(String projection, int number) {
    if (isLive(projection, number)) {
      throw new IllegalStateException(
          "Generation %d of %s is live and cannot be deleted".formatted(number, projection));
    }
    deleteRow(projection, number);
    for (var delete : List.of(DELETE_POSITIONS, DELETE_PARKED)) {
      db.sql(delete).param("projection", projection).param("number", number).update();
    }
  }

  private boolean isLive(String projection, int number) {
    return db.sql(IS_LIVE)
        .param("projection", projection)
        .param("number", number)
        .query(Boolean.class)
        .single();
  }

  private void deleteRow(String projection, int number) {
    db.sql(DELETE).param("projection", projection).param("number", number).update();
  }

  private static Beside beside(ResultSet row, int number) throws SQLException {
    return new Beside(
        row.getString("projection"),
        row.getInt("number"),
        Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
        row.getInt("code_version"),
        SqlColumns.nullableInstant(row, "expires_at"),
        SqlColumns.instant(row, "created_at"));
  }
}
