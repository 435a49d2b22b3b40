package dev.manadeck.projection.runtime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Columns in their order, each with how to take its value from an {@code S}. Immutable: each method
 * returns these columns and one more.
 */
public final class Columns<S> {
  private final List<Column<S>> columns;

  private Columns(List<Column<S>> columns) {
    this.columns = List.copyOf(columns);
  }

  public static <S> Columns<S> none() {
    return new Columns<>(List.of());
  }

  /** What becomes of a value that stands in the table already, when a row of its key comes. */
  enum Merge {
    REPLACED("excluded.%1$s"),
    ADDED("stored.%1$s + excluded.%1$s"),
    EARLIEST("least(stored.%1$s, excluded.%1$s)"),
    LATEST("greatest(stored.%1$s, excluded.%1$s)");

    private final String expression;

    Merge(String expression) {
      this.expression = expression;
    }

    String of(String column) {
      return expression.formatted(column);
    }
  }

  public Columns<S> uuid(String name, Function<S, @Nullable UUID> value) {
    return and(name, SqlType.UUID, value, (out, uuid) -> out.uuid(uuid));
  }

  public Columns<S> text(String name, Function<S, @Nullable String> value) {
    return and(name, SqlType.TEXT, value, (out, text) -> out.text(text));
  }

  public Columns<S> smallint(String name, ToIntFunction<S> value) {
    return and(name, SqlType.SMALLINT, (row, out) -> out.int16(value.applyAsInt(row)));
  }

  public Columns<S> nullableSmallint(String name, Function<S, @Nullable Integer> value) {
    return and(name, SqlType.SMALLINT, value, (out, number) -> out.int16(number));
  }

  public Columns<S> integer(String name, ToIntFunction<S> value) {
    return and(name, SqlType.INTEGER, (row, out) -> out.int32(value.applyAsInt(row)));
  }

  public Columns<S> nullableInteger(String name, Function<S, @Nullable Integer> value) {
    return and(name, SqlType.INTEGER, value, (out, number) -> out.int32(number));
  }

  public Columns<S> bigint(String name, ToLongFunction<S> value) {
    return and(name, SqlType.BIGINT, (row, out) -> out.int64(value.applyAsLong(row)));
  }

  public Columns<S> float8(String name, ToDoubleFunction<S> value) {
    return and(name, SqlType.DOUBLE_PRECISION, (row, out) -> out.float64(value.applyAsDouble(row)));
  }

  public Columns<S> nullableFloat8(String name, Function<S, @Nullable Double> value) {
    return and(name, SqlType.DOUBLE_PRECISION, value, (out, number) -> out.float64(number));
  }

  public Columns<S> bool(String name, Predicate<S> value) {
    return and(name, SqlType.BOOLEAN, (row, out) -> out.bool(value.test(row)));
  }

  public Columns<S> nullableBool(String name, Function<S, @Nullable Boolean> value) {
    return and(name, SqlType.BOOLEAN, value, (out, is) -> out.bool(is));
  }

  public Columns<S> day(String name, Function<S, @Nullable LocalDate> value) {
    return and(name, SqlType.DATE, value, (out, day) -> out.date(day));
  }

  public Columns<S> instant(String name, Function<S, @Nullable Instant> value) {
    return and(name, SqlType.TIMESTAMPTZ, value, (out, instant) -> out.instant(instant));
  }

  /** From JSON as text. */
  public Columns<S> jsonb(String name, Function<S, @Nullable String> value) {
    return and(name, SqlType.JSONB, value, (out, json) -> out.jsonb(json));
  }

  /**
   * An array of texts, and the same as JSON: {@code unnest} takes arrays of arrays apart
   * altogether.
   */
  public Columns<S> texts(
      String name, Function<S, List<String>> value, Function<S, String> asJson) {
    return and(
        new Column<>(
            name,
            SqlType.JSONB,
            (row, out) -> out.texts(value.apply(row)),
            (row, out) -> out.jsonb(asJson.apply(row)),
            "ARRAY(SELECT jsonb_array_elements_text(row.%s))".formatted(name),
            Merge.REPLACED));
  }

  /** What the last column holds is added to what stands in the table. */
  public Columns<S> added() {
    return merged(Merge.ADDED);
  }

  /** Of the last column's instants the table keeps the earliest. */
  public Columns<S> earliest() {
    return merged(Merge.EARLIEST);
  }

  /** Of the last column's instants the table keeps the latest. */
  public Columns<S> latest() {
    return merged(Merge.LATEST);
  }

  /** The same columns, of something that a row is part of. */
  public <T> Columns<T> of(Function<T, S> row) {
    return new Columns<>(columns.stream().map(column -> column.of(row)).toList());
  }

  public Columns<S> and(Columns<S> others) {
    var all = new ArrayList<>(columns);
    all.addAll(others.columns);
    return new Columns<>(all);
  }

  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** A relation of rows that {@link #arrays} are the parameters of, for {@code FROM}. */
  public String unnested(String alias) {
    return "%s AS %s (%s)".formatted(unnest(), alias, String.join(", ", names()));
  }

  /** The same with one more column: each row's place among the parameters, from 1. */
  public String unnestedWithPlace(String alias) {
    return "%s WITH ORDINALITY AS %s (%s, place)"
        .formatted(unnest(), alias, String.join(", ", names()));
  }

  private String unnest() {
    return columns.stream().map(column -> "?").collect(Collectors.joining(", ", "unnest(", ")"));
  }

  /** The values of these rows, each column's as one parameter of a statement. */
  public List<Object> arrays(Collection<S> rows) {
    var arrays = columns.stream().map(column -> column.beginArray(rows.size())).toList();
    for (var row : rows) {
      for (int i = 0; i < arrays.size(); i++) {
        columns.get(i).element().accept(row, arrays.get(i));
      }
    }
    return IntStream.range(0, arrays.size())
        .<Object>mapToObj(i -> columns.get(i).array(arrays.get(i)))
        .toList();
  }

  List<Column<S>> columns() {
    return columns;
  }

  private <V> Columns<S> and(
      String name,
      SqlType type,
      Function<S, @Nullable V> value,
      BiConsumer<BinaryFields, V> writer) {
    return and(
        name,
        type,
        (row, out) -> {
          var present = value.apply(row);
          if (present == null) {
            out.absent();
          } else {
            writer.accept(out, present);
          }
        });
  }

  private Columns<S> and(String name, SqlType type, BiConsumer<S, BinaryFields> field) {
    return and(Column.plain(name, type, field));
  }

  private Columns<S> and(Column<S> column) {
    return and(new Columns<>(List.of(column)));
  }

  private Columns<S> merged(Merge how) {
    var changed = new ArrayList<>(columns);
    changed.set(changed.size() - 1, changed.getLast().merged(how));
    return new Columns<>(changed);
  }
}
