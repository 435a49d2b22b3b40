package dev.manadeck.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manadeck.projection.fixture.ProjectionDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class TableTest {
  private static final Generation LIVE = Generation.live(1);
  private static final UUID ONE = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final UUID TWO = UUID.fromString("ffffffff-0000-0000-8000-000000000002");

  private record Row(
      @Nullable UUID uuid,
      @Nullable String text,
      @Nullable Integer small,
      @Nullable Integer whole,
      long large,
      @Nullable Double real,
      @Nullable Boolean is,
      @Nullable LocalDate day,
      @Nullable Instant instant,
      @Nullable String json,
      List<String> texts) {
    static final Row NULLS =
        new Row(null, null, null, null, 0, null, null, null, null, null, List.of());
    static final Row FULL =
        new Row(
            TWO,
            "Zoë \" 🂡",
            -32_768,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            2.11810397,
            true,
            LocalDate.of(1999, 12, 31),
            Instant.parse("2026-03-01T22:59:59.9999995Z"),
            "{\"a\": \"ö\"}",
            List.of("a", "", "ö,\"}"));

    Row at(Instant other) {
      return new Row(uuid, text, small, whole, large, real, is, day, other, json, texts);
    }

    Row with(@Nullable Integer otherSmall) {
      return new Row(uuid, text, otherSmall, whole, large, real, is, day, instant, json, texts);
    }
  }

  private static final Table<Map.Entry<UUID, Row>> TABLE =
      Table.keyed(
          "values_of_all_types",
          Columns.<UUID>none().uuid("id", id -> id),
          Columns.<Row>none()
              .uuid("uuid", Row::uuid)
              .text("text", Row::text)
              .nullableSmallint("small", Row::small)
              .nullableInteger("whole", Row::whole)
              .bigint("large", Row::large)
              .nullableFloat8("real", Row::real)
              .nullableBool("is_so", Row::is)
              .day("day", Row::day)
              .instant("instant", Row::instant)
              .jsonb("json", Row::json)
              .texts("texts", Row::texts, row -> row.texts().isEmpty() ? "[]" : json(row.texts())));

  private static ProjectionDatabase database;
  private static JdbcClient db;

  @BeforeAll
  static void create() {
    database = ProjectionDatabase.migrated();
    db = database.db();
    db.sql(
            """
            CREATE TABLE projection.values_of_all_types (
              id uuid PRIMARY KEY, uuid uuid, text text, small smallint, whole integer,
              large bigint, real double precision, is_so boolean, day date, instant timestamptz,
              json jsonb, texts text[])
            """)
        .update();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void clear() {
    db.sql("DELETE FROM projection.values_of_all_types").update();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5_000})
  void insertsWhatItUpserts(int more) {
    var rows = new ArrayList<>(List.of(Map.entry(ONE, Row.NULLS), Map.entry(TWO, Row.FULL)));
    IntStream.range(0, more).forEach(i -> rows.add(Map.entry(new UUID(7, i), Row.FULL)));
    TABLE.upsert(db, LIVE, rows);
    var upserted = stored();
    clear();

    TABLE.insert(db, LIVE, rows);

    assertThat(stored())
        .isEqualTo(upserted)
        .hasSize(2 + more)
        .contains(
            "(%s,,,,,0,,,,,,{})".formatted(ONE),
            "(%s,%s,\"Zoë \"\" 🂡\",-32768,-2147483648,9223372036854775807,2.11810397,t,"
                    .formatted(TWO, TWO)
                + "1999-12-31,\"2026-03-01 23:00:00+00\",\"{\"\"a\"\": \"\"ö\"\"}\","
                + "\"{a,\"\"\"\",\"\"ö,\\\\\"\"}\"\"}\")");
  }

  @Test
  void roundsInstantsAsPostgresRoundsTheirText() {
    for (var text :
        List.of(
            "2026-01-01T00:00:00.0000004Z",
            "2026-01-01T00:00:00.0000005Z",
            "2026-01-01T00:00:00.0000015Z",
            "1969-12-31T23:59:59.123456789Z",
            "0001-01-01T00:00:00.999999999Z")) {
      TABLE.upsert(db, LIVE, List.of(Map.entry(ONE, Row.NULLS.at(Instant.parse(text)))));

      assertThat(
              db.sql("SELECT instant = :text::timestamptz FROM projection.values_of_all_types")
                  .param("text", text)
                  .query(Boolean.class)
                  .single())
          .as(text)
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void refusesToInsertARowThatStandsThereAlready(int more) {
    TABLE.upsert(db, LIVE, List.of(Map.entry(ONE, Row.FULL)));
    var rows = new ArrayList<>(List.of(Map.entry(ONE, Row.NULLS)));
    IntStream.range(0, more).forEach(i -> rows.add(Map.entry(new UUID(7, i), Row.FULL)));

    assertThatExceptionOfType(DuplicateKeyException.class)
        .isThrownBy(() -> TABLE.insert(db, LIVE, rows));
    assertThat(stored()).hasSize(1);
  }

  @Test
  void refusesNumbersThatTheColumnCannotHold() {
    var tooLarge = Map.entry(ONE, Row.FULL.with(32_768));

    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> TABLE.upsert(db, LIVE, List.of(tooLarge)));
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> TABLE.insert(db, LIVE, Collections.nCopies(100, tooLarge)));
    assertThat(stored()).isEmpty();
  }

  @Test
  void updatesRowsWhereTheyStand() {
    TABLE.insert(db, LIVE, List.of(Map.entry(ONE, Row.NULLS), Map.entry(TWO, Row.FULL)));
    var place =
        db.sql("SELECT ctid FROM projection.values_of_all_types WHERE id = :id")
            .param("id", ONE)
            .query((row, number) -> row.getString(1))
            .single();

    TABLE.update(db, LIVE, List.of(Map.entry(ONE, Row.FULL)), List.of(place));

    assertThat(
            db.sql(
                    "SELECT count(DISTINCT (whole, text, texts)) FROM projection.values_of_all_types")
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThatExceptionOfType(ConcurrencyFailureException.class)
        .isThrownBy(
            () -> TABLE.update(db, LIVE, List.of(Map.entry(ONE, Row.NULLS)), List.of(place)));
  }

  private static List<String> stored() {
    return db.sql("SELECT t::text FROM projection.values_of_all_types t ORDER BY id")
        .query(String.class)
        .list();
  }

  private static String json(List<String> texts) {
    return JsonMapper.shared().writeValueAsString(texts);
  }
}
