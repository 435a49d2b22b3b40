package dev.manadeck.local.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The panels of the dashboard, and the alerts with their runbook. */
class ObservabilityTest {
  private static final Path HOME = Path.of("..");
  private static final Path DASHBOARD =
      HOME.resolve("observability/grafana/dashboards/manadeck.json");
  private static final Path ALERTS = HOME.resolve("observability/prometheus/alerts.yml");
  private static final Path RUNBOOK = HOME.resolve("docs/operating.md");

  @Test
  void hasNoTwoPanelsInOnePlace() {
    JsonNode panels = OperatorApi.JSON.readTree(text(DASHBOARD)).required("panels");

    assertThat(panels.valueStream().map(panel -> panel.required("id").asInt()))
        .doesNotHaveDuplicates();
    assertThat(
            panels
                .valueStream()
                .map(panel -> panel.required("gridPos"))
                .map(place -> place.required("x").asInt() + "," + place.required("y").asInt()))
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsForEveryAlertWhatToDo() {
    List<String> alerts = found(Pattern.compile("- alert: (\\w+)"), text(ALERTS));
    List<String> links = found(Pattern.compile("runbook: docs/operating.md#(\\w+)"), text(ALERTS));
    List<String> headings = found(Pattern.compile("(?m)^#+ (\\w+)$"), text(RUNBOOK));

    assertThat(alerts).isNotEmpty().doesNotHaveDuplicates();
    assertThat(headings).containsAll(alerts);
    assertThat(links).isEqualTo(alerts.stream().map(String::toLowerCase).toList());
  }

  private static List<String> found(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(matcher.groupCount()));
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
