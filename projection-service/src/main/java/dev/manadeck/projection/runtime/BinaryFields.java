package dev.manadeck.projection.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Values as PostgreSQL's binary format has them, each after its length: the same in a row of {@code
 * COPY} and in an array. Grows as needed and may be used again after {@link #clear}.
 */
final class BinaryFields {
  private static final VarHandle INT16 = view(short[].class);
  private static final VarHandle INT32 = view(int[].class);
  private static final VarHandle INT64 = view(long[].class);

  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int ABSENT = -1;
  private static final int ONE_DIMENSION = 1;
  private static final int FIRST_INDEX = 1;
  private static final byte JSONB_VERSION = 1;
  private static final long MICROS = 1_000_000;
  private static final double NANOS = 1e9;

  /** PostgreSQL counts from 2000 on. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

  private static final long FIRST_SECOND = FIRST_DAY.toEpochDay() * 86_400;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  void clear() {
    length = 0;
  }

  void absent() {
    raw32(ABSENT);
  }

  /**
   * @throws ArithmeticException if the column cannot hold the number
   */
  void int16(int value) {
    if (value != (short) value) {
      throw new ArithmeticException("Expected a number of 16 bits, but got " + value);
    }
    raw32(Short.BYTES);
    raw16(value);
  }

  void int32(int value) {
    raw32(Integer.BYTES);
    raw32(value);
  }

  void int64(long value) {
    raw32(Long.BYTES);
    raw64(value);
  }

  void float64(double value) {
    int64(Double.doubleToLongBits(value));
  }

  void bool(boolean value) {
    raw32(Byte.BYTES);
    raw8(value ? 1 : 0);
  }

  void uuid(UUID value) {
    raw32(2 * Long.BYTES);
    raw64(value.getMostSignificantBits());
    raw64(value.getLeastSignificantBits());
  }

  /**
   * @throws ArithmeticException if the day is too far away to be counted
   */
  void date(LocalDate value) {
    int32(Math.toIntExact(value.toEpochDay() - FIRST_DAY.toEpochDay()));
  }

  /**
   * To the nearest microsecond, as PostgreSQL rounds the text of an instant.
   *
   * @throws ArithmeticException if the instant is too far away to be counted
   */
  void instant(Instant value) {
    long micros = (long) Math.rint(value.getNano() / NANOS * MICROS);
    int64(
        Math.addExact(
            Math.multiplyExact(Math.subtractExact(value.getEpochSecond(), FIRST_SECOND), MICROS),
            micros));
  }

  void text(String value) {
    int place = length;
    raw32(0);
    utf8(value);
    endedAt(place);
  }

  void jsonb(String value) {
    int place = length;
    raw32(0);
    raw8(JSONB_VERSION);
    utf8(value);
    endedAt(place);
  }

  void texts(List<String> values) {
    int place = length;
    raw32(0);
    beginArray(SqlType.TEXT, values.size());
    values.forEach(this::text);
    endedAt(place);
  }

  /** What comes before an array's elements. */
  void beginArray(SqlType elements, int size) {
    raw32(size == 0 ? 0 : ONE_DIMENSION);
    raw32(1);
    raw32(elements.oid());
    if (size > 0) {
      raw32(size);
      raw32(FIRST_INDEX);
    }
  }

  private void endedAt(int place) {
    INT32.set(bytes, place, length - place - Integer.BYTES);
  }

  private void utf8(String value) {
    int size = value.length();
    ensure(size);
    for (int i = 0; i < size; i++) {
      char next = value.charAt(i);
      if (next >= 0x80) {
        raw(value.substring(i).getBytes(UTF_8));
        return;
      }
      bytes[length++] = (byte) next;
    }
  }

  void raw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  void raw16(int value) {
    ensure(Short.BYTES);
    INT16.set(bytes, length, (short) value);
    length += Short.BYTES;
  }

  private void raw8(int value) {
    ensure(Byte.BYTES);
    bytes[length++] = (byte) value;
  }

  void raw32(int value) {
    ensure(Integer.BYTES);
    INT32.set(bytes, length, value);
    length += Integer.BYTES;
  }

  private void raw64(long value) {
    ensure(Long.BYTES);
    INT64.set(bytes, length, value);
    length += Long.BYTES;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.addExact(length, Math.max(length, more)));
    }
  }
}
