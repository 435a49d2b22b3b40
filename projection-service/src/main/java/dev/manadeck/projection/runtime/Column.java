package dev.manadeck.projection.runtime;

import dev.manadeck.projection.runtime.Columns.Merge;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;
import org.springframework.jdbc.support.SqlValue;

/**
 * @param elements what {@code element} writes
 * @param field writes the value as a row of {@code COPY} has it
 * @param element writes the value as an array of values has it: the same but for columns that are
 *     arrays themselves
 * @param expression makes the value out of an element, which stands in a relation {@code row}
 */
record Column<S>(
    String name,
    SqlType elements,
    BiConsumer<S, BinaryFields> field,
    BiConsumer<S, BinaryFields> element,
    String expression,
    Merge merge) {

  static <S> Column<S> plain(String name, SqlType type, BiConsumer<S, BinaryFields> field) {
    return new Column<>(name, type, field, field, "row." + name, Merge.REPLACED);
  }

  Column<S> merged(Merge how) {
    return new Column<>(name, elements, field, element, expression, how);
  }

  <T> Column<T> of(Function<T, S> row) {
    return new Column<>(
        name,
        elements,
        (whole, out) -> field.accept(row.apply(whole), out),
        (whole, out) -> element.accept(row.apply(whole), out),
        expression,
        merge);
  }

  /** What {@link #element} is to write so many values to. */
  BinaryFields beginArray(int size) {
    var out = new BinaryFields();
    out.beginArray(elements, size);
    return out;
  }

  /** The elements, as one parameter of a statement. */
  SqlValue array(BinaryFields written) {
    return new BinaryArray(elements.arrayOid(), written.copy());
  }

  /** The driver itself would send arrays of most types as text. */
  private record BinaryArray(int oid, byte[] bytes) implements SqlValue {
    @Override
    public void setValue(PreparedStatement statement, int index) throws SQLException {
      var connection = statement.getConnection().unwrap(BaseConnection.class);
      statement.setArray(index, new PgArray(connection, oid, bytes));
    }

    @Override
    public void cleanup() {}
  }
}
