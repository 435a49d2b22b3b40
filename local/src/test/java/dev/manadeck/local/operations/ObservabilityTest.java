package dev.manadeck.local.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Dashboards, alerts and runbook, held against what the services say of themselves. */
class ObservabilityTest {
  private static final Path HOME = Path.of("..");
  private static final Path DASHBOARD =
      HOME.resolve("observability/grafana/dashboards/manadeck.json");
  private static final Path ALERTS = HOME.resolve("observability/prometheus/alerts.yml");
  private static final Path RUNBOOK = HOME.resolve("docs/operating.md");
  private static final Pattern ASKED_FOR = Pattern.compile("\\bmanadeck_[a-z_]+");
  private static final Pattern TOLD = Pattern.compile("\"(manadeck\\.[a-z.]+)\"");

  /** What Prometheus appends to the name of a counter, a timer or a summary. */
  private static final Pattern SUFFIX =
      Pattern.compile("(_seconds)?(_total|_count|_sum|_max|_bucket)$");

  @Test
  void asksOnlyForMetricsThatThereAre() {
    Set<String> told = told();

    assertThat(told).isNotEmpty();
    assertThat(found(ASKED_FOR, text(DASHBOARD) + text(ALERTS)))
        .isNotEmpty()
        .allMatch(metric -> told.stream().anyMatch(name -> isOf(metric, name)));
  }

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
    List<String> links =
        found(Pattern.compile("runbook_url: docs/operating.md#(\\w+)"), text(ALERTS));
    List<String> headings = found(Pattern.compile("(?m)^#+ (\\w+)$"), text(RUNBOOK));

    assertThat(alerts).isNotEmpty().doesNotHaveDuplicates();
    assertThat(headings).containsAll(alerts);
    assertThat(links).isEqualTo(alerts.stream().map(String::toLowerCase).toList());
  }

  private static boolean isOf(String metric, String name) {
    return metric.equals(name) || SUFFIX.matcher(metric).replaceFirst("").equals(name);
  }

  /** The names that stand in the services' sources, as Prometheus spells them. */
  private static Set<String> told() {
    return Stream.of("command-service", "projection-service")
        .map(service -> HOME.resolve(service).resolve("src/main/java"))
        .flatMap(ObservabilityTest::sources)
        .flatMap(source -> names(text(source)))
        .map(name -> name.replace('.', '_'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> names(String source) {
    return source.contains("MeterRegistry") ? found(TOLD, source).stream() : Stream.empty();
  }

  private static Stream<Path> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
