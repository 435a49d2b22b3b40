package dev.manadeck.local.operations;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Texts in aligned columns. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String title, boolean isNumber) {}

  TextTable text(String title) {
    columns.add(new Column(title, false));
    return this;
  }

  /** Aligned to the right. */
  TextTable number(String title) {
    columns.add(new Column(title, true));
    return this;
  }

  void row(String... cells) {
    rows.add(List.of(cells).stream().map(Printable::text).toList());
  }

  void print(PrintWriter out, String indent) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(Column::title).toList());
    lines.addAll(rows);
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder(indent);
      for (int i = 0; i < columns.size(); i++) {
        text.append(i == 0 ? "" : GAP).append(padded(line.get(i), i, width(lines, i)));
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private String padded(String cell, int column, int width) {
    String padding = " ".repeat(width - cell.length());
    return columns.get(column).isNumber() ? padding + cell : cell + padding;
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
