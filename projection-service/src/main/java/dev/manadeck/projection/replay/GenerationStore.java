package dev.manadeck.projection.replay;

import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.SqlColumns;
import dev.manadeck.projection.runtime.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Generations: their tables, from creation to removal, and the table that lists them. */
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

  private static final String LIVE_CODE_VERSION =
      "SELECT code_version FROM projection.projections WHERE name = :projection";

  private static final String STORAGE_OPTIONS =
      """
      SELECT array_to_string(reloptions, ', ')
      FROM pg_class
      WHERE oid = ('projection.' || :table)::regclass AND reloptions IS NOT NULL
      """;

  private static final String INDEXES =
      """
      SELECT index_class.relname AS name, indisprimary AS is_primary, indisunique AS is_unique,
        pg_get_indexdef(indexrelid) AS definition,
        pg_get_constraintdef(pg_constraint.oid) AS key_definition
      FROM pg_index
      JOIN pg_class AS index_class ON index_class.oid = indexrelid
      LEFT JOIN pg_constraint ON conindid = indexrelid AND contype = 'p'
      WHERE indrelid = to_regclass('projection.' || :table)
      ORDER BY indisprimary DESC, index_class.relname
      """;

  private static final String SHAPE =
      """
      SELECT coalesce(string_agg(
        attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull, ', '
        ORDER BY attnum), '')
      FROM pg_attribute
      WHERE attrelid = to_regclass('projection.' || :table) AND attnum > 0 AND NOT attisdropped
      """;

  private static final String LOCK_TIMEOUT = "SELECT set_config('lock_timeout', :wait, true)";

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

  /**
   * Empty tables, without the keys and indexes that only slow a load down. They survive a crash of
   * the database, for the slices that were loaded are not loaded again. Until the swap nothing
   * vacuums them, which would hold the swap up.
   */
  void create(Projection projection, Generation generation) {
    for (var table : names(projection)) {
      execute(
          "CREATE TABLE %s (LIKE projection.%s INCLUDING ALL EXCLUDING INDEXES)"
              .formatted(generation.table(table), table));
      execute("ALTER TABLE %s SET (autovacuum_enabled = off)".formatted(generation.table(table)));
      db.sql(STORAGE_OPTIONS)
          .param("table", table)
          .query(String.class)
          .optional()
          .ifPresent(
              options ->
                  execute("ALTER TABLE %s SET (%s)".formatted(generation.table(table), options)));
    }
    register(projection.name(), generation.number(), Purpose.BUILD, projection.codeVersion());
  }

  private void register(String projection, int number, Purpose purpose, int codeVersion) {
    db.sql(REGISTER)
        .param("projection", projection)
        .param("number", number)
        .param("purpose", purpose.name().toLowerCase(Locale.ROOT))
        .param("codeVersion", codeVersion)
        .update();
  }

  /** The primary key, unless it is there. */
  void addKey(Generation generation, String table) {
    boolean isThere = indexes(nameOf(generation, table)).stream().anyMatch(Index::isPrimary);
    if (!isThere) {
      for (var index : indexes(table)) {
        if (index.isPrimary()) {
          execute(
              "ALTER TABLE %s ADD CONSTRAINT %s %s"
                  .formatted(
                      generation.table(table), index.nameIn(generation), index.keyDefinition()));
        }
      }
    }
  }

  /** All indexes but the primary key, unless they are there. */
  void addIndexes(Generation generation, String table) {
    for (var index : indexes(table)) {
      if (!index.isPrimary()) {
        execute(
            "CREATE %s IF NOT EXISTS %s ON %s %s"
                .formatted(
                    index.isUnique() ? "UNIQUE INDEX" : "INDEX",
                    index.nameIn(generation),
                    generation.table(table),
                    index.method()));
      }
    }
  }

  void analyze(Generation generation, String table) {
    execute("ANALYZE " + generation.table(table));
  }

  /** The first table that has other columns than the live one has by now. */
  Optional<String> tableOfAnotherShape(Projection projection, Generation generation) {
    return names(projection).stream()
        .filter(table -> !shape(table).equals(shape(nameOf(generation, table))))
        .findFirst();
  }

  private String shape(String table) {
    return db.sql(SHAPE).param("table", table).query(String.class).single();
  }

  /**
   * Ends the statements that follow in the transaction rather than wait longer.
   *
   * @param longest zero for no limit
   */
  void waitForLocks(Duration longest) {
    db.sql(LOCK_TIMEOUT).param("wait", longest.toMillis() + "ms").query(String.class).single();
  }

  /** Until the end of the transaction; neither readers nor writers of the live tables notice. */
  void keepVacuumOut(Projection projection) {
    for (var table : names(projection)) {
      execute("LOCK TABLE projection.%s IN SHARE UPDATE EXCLUSIVE MODE".formatted(table));
    }
  }

  /**
   * Gives the plain names to the new tables. The old ones can be rolled back to from then on, those
   * before them no more.
   */
  void swap(Projection projection, Generation old, Generation next) {
    int oldCodeVersion = liveCodeVersion(projection.name());
    int nextCodeVersion = codeVersion(projection.name(), next.number());
    for (var table : names(projection)) {
      for (var index : indexes(table)) {
        rename("INDEX", index.name(), index.nameIn(old));
      }
      rename("TABLE", table, nameOf(old, table));
      for (var index : indexes(nameOf(next, table))) {
        rename("INDEX", index.name(), index.plainName(next));
      }
      rename("TABLE", nameOf(next, table), table);
      execute("ALTER TABLE projection.%s RESET (autovacuum_enabled)".formatted(table));
    }
    deleteRow(projection.name(), next.number());
    expireKept(projection.name());
    register(projection.name(), old.number(), Purpose.ROLLBACK, oldCodeVersion);
    db.sql(FENCE_POSITIONS)
        .param("projection", projection.name())
        .param("number", old.number())
        .update();
    db.sql(MAKE_LIVE)
        .param("projection", projection.name())
        .param("number", next.number())
        .param("codeVersion", nextCodeVersion)
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

  /** Nothing is left of it. */
  void drop(Projection projection, Generation generation) {
    for (var table : names(projection)) {
      execute("DROP TABLE IF EXISTS " + generation.table(table));
    }
    deleteRow(projection.name(), generation.number());
    for (var delete : List.of(DELETE_POSITIONS, DELETE_PARKED)) {
      db.sql(delete)
          .param("projection", projection.name())
          .param("number", generation.number())
          .update();
    }
  }

  private void deleteRow(String projection, int number) {
    db.sql(DELETE).param("projection", projection).param("number", number).update();
  }

  private void rename(String what, String from, String to) {
    execute("ALTER %s projection.%s RENAME TO %s".formatted(what, from, to));
  }

  private void execute(String ddl) {
    db.sql(ddl).update();
  }

  private static List<String> names(Projection projection) {
    return projection.allTables().stream().<String>map(Table::name).toList();
  }

  private static String nameOf(Generation generation, String table) {
    return generation.suffixed(table);
  }

  private record Index(
      String name,
      boolean isPrimary,
      boolean isUnique,
      String definition,
      @Nullable String keyDefinition) {

    String nameIn(Generation generation) {
      return generation.suffixed(name);
    }

    String plainName(Generation generation) {
      return name.substring(0, name.length() - generation.suffix().length());
    }

    String method() {
      return definition.substring(definition.indexOf(" USING ") + 1);
    }
  }

  private List<Index> indexes(String table) {
    return db.sql(INDEXES)
        .param("table", table)
        .query(
            (row, number) ->
                new Index(
                    row.getString("name"),
                    row.getBoolean("is_primary"),
                    row.getBoolean("is_unique"),
                    row.getString("definition"),
                    row.getString("key_definition")))
        .list();
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
