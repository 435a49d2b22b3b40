package dev.manadeck.local.operations;

import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** How far a run is, in one line. */
final class ProgressText {
  private static final int BAR_WIDTH = 24;
  private static final double HUNDRED = 100;

  private ProgressText() {}

  /** To be drawn again and again in one place of a terminal. */
  static String bar(Run run, int columns) {
    String line =
        "%s  %-9s [%s] %5s %%%s"
            .formatted(run.projection(), step(run), bar(run), percent(run), figures(run, "  "));
    return Printable.cut(Printable.text(line), columns);
  }

  /** To stand among other lines. */
  static String line(Run run) {
    return Printable.text(
        "%s: %s %s %%%s"
            .formatted(
                run.projection(),
                step(run),
                percent(run),
                run.eventsTotal() == 0
                    ? figures(run, ", ")
                    : " of %s events%s".formatted(count(run.eventsTotal()), figures(run, ", "))));
  }

  /** In a cell of a table. */
  static String cell(Run run) {
    return Printable.text(
        "%s %s %s %%%s".formatted(run.noun(), step(run), percent(run), figures(run, ", ")));
  }

  static String step(Run run) {
    String step = run.step();
    return run.isPaused() && step != null ? "paused (%s)".formatted(step) : run.state();
  }

  private static String bar(Run run) {
    double share = Math.clamp(run.percent() / HUNDRED, 0, 1);
    int filled = (int) Math.floor(share * BAR_WIDTH);
    return "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled);
  }

  static String percent(Run run) {
    return String.format(Locale.ROOT, "%.1f", run.percent());
  }

  private static String figures(Run run, String separator) {
    StringJoiner figures = new StringJoiner(separator, separator, "").setEmptyValue("");
    Long rate = run.rate();
    Long eta = run.etaSeconds();
    if (rate != null && rate > 0 && !run.isPaused()) {
      figures.add(count(rate) + "/s");
      if (eta != null) {
        figures.add(duration(Duration.ofSeconds(eta)) + " left");
      }
    }
    @Nullable String waitsFor = run.error();
    if (waitsFor != null && !run.isOver() && !run.isPaused()) {
      figures.add(waitsFor);
    }
    return figures.toString();
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String duration(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
      return duration.toSeconds() + " s";
    }
    return duration.compareTo(Duration.ofHours(2)) < 0
        ? "%d min".formatted(duration.toMinutes())
        : "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
  }
}
