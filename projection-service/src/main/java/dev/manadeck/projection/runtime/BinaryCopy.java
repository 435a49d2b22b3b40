package dev.manadeck.projection.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** Rows in the binary format of {@code COPY}, sent in pieces of some size. */
final class BinaryCopy<S> {
  private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);
  private static final int NO_FLAGS = 0;
  private static final int NO_EXTENSION = 0;
  private static final int END = -1;
  private static final int PIECE = 1 << 16;

  private final Column<S>[] columns;
  private final CopyIn copy;
  private final BinaryFields out = new BinaryFields();

  @SuppressWarnings({"unchecked", "rawtypes"})
  BinaryCopy(List<Column<S>> columns, CopyIn copy) {
    this.columns = columns.toArray(new Column[0]);
    this.copy = copy;
  }

  void write(Iterable<S> rows) throws SQLException {
    out.raw(SIGNATURE);
    out.raw32(NO_FLAGS);
    out.raw32(NO_EXTENSION);
    for (var row : rows) {
      out.raw16(columns.length);
      for (var column : columns) {
        column.field().accept(row, out);
      }
      if (out.length() >= PIECE) {
        flush();
      }
    }
    out.raw16(END);
    flush();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(out.bytes(), 0, out.length());
    out.clear();
  }
}
