package dev.manadeck.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter progress = new StringWriter();

  @Test
  void isATableForPeople() {
    report(false);

    assertThat(out.toString())
        .containsPattern("Single reviews\\R +acknowledged +12,346  reviews/s\\R +p50 +4\\.25  ms");
    assertThat(progress.toString()).contains("warming up");
  }

  @Test
  void isTheSameTableOnEveryMachine() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      report(false);
    } finally {
      Locale.setDefault(before);
    }

    assertThat(out.toString()).contains(" 12,346  ", " 4.25  ");
  }

  @Test
  void isJsonForPrograms() {
    report(true);

    var json = JsonMapper.shared().readTree(out.toString());
    var section = json.required("sections").get(0);
    assertThat(json.required("benchmark").asString()).isEqualTo("commands");
    assertThat(section.required("title").asString()).isEqualTo("Single reviews");
    assertThat(section.required("figures").get(0).required("value").asDouble()).isEqualTo(12345.6);
    assertThat(section.required("figures").get(0).required("unit").asString())
        .isEqualTo("reviews/s");
  }

  private void report(boolean isJson) {
    Report report = new Report("commands", new PrintWriter(out), new PrintWriter(progress), isJson);
    report.doing("warming up");
    report.section(
        "Single reviews",
        List.of(new Figure("acknowledged", 12345.6, "reviews/s"), new Figure("p50", 4.25, "ms")));
    report.end();
  }
}
