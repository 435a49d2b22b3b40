package dev.manadeck.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboard and alerts, held against what the services tell Prometheus. */
class MetricsTest {
  private static final Path OBSERVABILITY = Path.of("../observability");
  private static final Path DASHBOARD = OBSERVABILITY.resolve("grafana/dashboards/manadeck.json");
  private static final Path ALERTS = OBSERVABILITY.resolve("prometheus/alerts.yml");
  private static final Pattern EXPRESSION =
      Pattern.compile("expr: (?:\\|\\n((?: {10}.*\\n)+)|(.*)\\n)");
  private static final Pattern LABEL_IN_MESSAGE = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern LABEL_IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

  /** Comes with the first collection, which may be long in coming. */
  private static final String OF_COLLECTIONS = "jvm_gc_pause_seconds_sum";

  @TempDir Path folder;

  @Test
  void servicesTellWhatDashboardAndAlertsAskFor() throws IOException {
    var queries = Stream.concat(panels(), alerts()).toList();
    try (var system = LocalSystem.up(folder.resolve("data"), LocalSystem.freePort())) {
      // How runs end is told from the first one on.
      system.operate("verify", "learners");

      await()
          .untilAsserted(
              () -> {
                var scrape = Scrape.of(system.metrics());
                assertThat(queries)
                    .allSatisfy(
                        query -> assertThat(scrape.lacks(query)).isSubsetOf(OF_COLLECTIONS));
              });
    }
  }

  @Test
  void showsOnlyLabelsThatTheQueryLeaves() throws IOException {
    assertThat(Stream.concat(panels(), alerts()))
        .allSatisfy(query -> assertThat(query.shownInVain()).isEmpty());
  }

  private static Stream<Query> panels() throws IOException {
    List<JsonNode> targets = new JsonMapper().readTree(DASHBOARD).findValues("targets");
    assertThat(targets).isNotEmpty();
    return targets.stream()
        .flatMap(JsonNode::valueStream)
        .map(
            target ->
                query(
                    target.required("expr").asString(),
                    LABEL_IN_LEGEND,
                    target.required("legendFormat").asString()));
  }

  private static Stream<Query> alerts() throws IOException {
    var alerts = List.of(Files.readString(ALERTS).split("- alert:"));
    assertThat(alerts).hasSizeGreaterThan(1);
    return alerts.stream().skip(1).map(MetricsTest::alert);
  }

  private static Query alert(String alert) {
    var expression = EXPRESSION.matcher(alert);
    assertThat(expression.find()).as(alert).isTrue();
    var lines = expression.group(1);
    return query(lines == null ? expression.group(2) : lines, LABEL_IN_MESSAGE, alert);
  }

  private static Query query(String expression, Pattern label, String shownIn) {
    return new Query(
        expression.strip(),
        label.matcher(shownIn).results().map(shown -> shown.group(1)).collect(Collectors.toSet()));
  }
}
