package dev.manadeck.local.operations;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rows that differ between the live tables and the log. */
final class DifferenceText {
  private static final int WIDTH = 40;

  /** Of two long values, as much of what they have in common before they part. */
  private static final int COMMON = 10;

  private static final String LEAST_INDENT = "  ";

  private DifferenceText() {}

  /**
   * @param mostRows the rest is only counted
   */
  static void print(PrintWriter out, Run.Report report, long mostRows) {
    report.differences().stream().limit(mostRows).forEach(row -> print(out, row));
    long left = report.differingRowCount() - Math.min(mostRows, report.differences().size());
    if (left > 0) {
      out.printf(
          "%s... and %s more%s%n",
          LEAST_INDENT,
          ProgressText.count(left),
          mostRows < report.differences().size() ? " (--limit N shows more)" : "");
    }
  }

  private static void print(PrintWriter out, Run.Difference row) {
    out.println(
        Printable.text(
            "%s%s %s: %s"
                .formatted(
                    LEAST_INDENT,
                    row.table(),
                    row.key().entrySet().stream()
                        .map(key -> key.getKey() + "=" + text(key.getValue()))
                        .collect(Collectors.joining(", ")),
                    meaning(row.kind()))));
    TextTable table = new TextTable().text("COLUMN").text("IN THE TABLE").text("FROM THE LOG");
    List<Run.Column> besideKey =
        row.columns().stream().filter(column -> !row.key().containsKey(column.column())).toList();
    for (Run.Column column : besideKey) {
      String inTable = text(column.inTable());
      String fromLog = text(column.fromLog());
      int from = parting(inTable, fromLog);
      table.row(
          column.column(),
          row.kind().equals("missing") ? "" : Printable.cut(inTable, from, WIDTH),
          row.kind().equals("unexpected") ? "" : Printable.cut(fromLog, from, WIDTH));
    }
    table.print(out, LEAST_INDENT.repeat(2));
  }

  private static String meaning(String kind) {
    return switch (kind) {
      case "missing" -> "missing in the table";
      case "unexpected" -> "in the table, but not in the log";
      default -> kind;
    };
  }

  /** Where to begin with two texts so that it is seen in what they differ. */
  private static int parting(String one, String other) {
    int common = 0;
    int shorter = Math.min(one.length(), other.length());
    while (common < shorter && one.charAt(common) == other.charAt(common)) {
      common++;
    }
    return common < WIDTH / 2 ? 0 : Math.min(common - COMMON, shorter);
  }

  private static String text(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return "null";
    }
    return value.isString()
        ? Objects.requireNonNullElse(value.stringValue(), "")
        : value.toString();
  }
}
