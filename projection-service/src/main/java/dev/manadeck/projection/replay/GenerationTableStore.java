package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.GenerationStore.Purpose;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of generations, from creation to removal, with their keys, indexes and locks. */
final class GenerationTableStore {
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
  private final GenerationStore generations;

  GenerationTableStore(JdbcClient db) {
    this.db = db;
    generations = new GenerationStore(db);
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
    generations.register(
        projection.name(), generation.number(), Purpose.BUILD, projection.codeVersion());
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
    var there = indexes(nameOf(generation, table)).stream().map(Index::name).toList();
    for (var index : indexes(table)) {
      if (!index.isPrimary() && !there.contains(index.nameIn(generation))) {
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
    generations.exchanged(projection.name(), old, next);
  }

  /** Nothing is left of it. */
  void drop(Projection projection, Generation generation) {
    for (var table : names(projection)) {
      execute("DROP TABLE IF EXISTS " + generation.table(table));
    }
    generations.delete(projection.name(), generation.number());
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
}
