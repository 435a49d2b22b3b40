package dev.manadeck.projection.runtime;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Columns as arrays: what {@code unnest} turns into rows. Arrays of the elements' own Java type are
 * sent in binary where the driver can.
 */
public final class SqlArrays {
  private SqlArrays() {}

  public static <R> SqlArrayValue texts(Collection<R> rows, Function<R, @Nullable String> value) {
    return column("text", rows, value, String[]::new);
  }

  public static SqlArrayValue texts(Collection<String> values) {
    return texts(values, Function.identity());
  }

  public static <R> SqlArrayValue ints(Collection<R> rows, Function<R, @Nullable Integer> value) {
    return column("int4", rows, value, Integer[]::new);
  }

  public static <R> SqlArrayValue longs(Collection<R> rows, Function<R, @Nullable Long> value) {
    return column("int8", rows, value, Long[]::new);
  }

  public static <R> SqlArrayValue uuids(Collection<R> rows, Function<R, @Nullable UUID> value) {
    return column("uuid", rows, value, UUID[]::new);
  }

  public static <R> SqlArrayValue instants(
      Collection<R> rows, Function<R, @Nullable Instant> value) {
    return column("timestamptz", rows, value, Instant[]::new);
  }

  static <R> SqlArrayValue bytes(Collection<R> rows, Function<R, byte @Nullable []> value) {
    return column("bytea", rows, value, byte[][]::new);
  }

  private static <R, V extends @Nullable Object> SqlArrayValue column(
      String type, Collection<R> rows, Function<R, V> value, IntFunction<Object[]> array) {
    return new SqlArrayValue(type, rows.stream().map(value).toArray(array));
  }
}
