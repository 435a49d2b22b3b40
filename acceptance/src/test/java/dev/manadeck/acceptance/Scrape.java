package dev.manadeck.acceptance;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the services tell Prometheus.
 *
 * @param labels the names of each metric's labels
 */
record Scrape(Map<String, Set<String>> labels) {
  private static final Pattern SERIES = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");

  /** Prometheus adds them to everything that it is told. */
  private static final Set<String> OF_EVERY_METRIC = Set.of("instance", "job");

  static Scrape of(Stream<String> pages) {
    var labels = new TreeMap<String, Set<String>>();
    pages
        .flatMap(page -> SERIES.matcher(page).results())
        .forEach(
            series ->
                labels
                    .computeIfAbsent(series.group(1), any -> new TreeSet<>(OF_EVERY_METRIC))
                    .addAll(labelsOf(series)));
    return new Scrape(labels);
  }

  private static Set<String> labelsOf(MatchResult series) {
    var labels = new TreeSet<String>();
    if (series.group(2) != null) {
      LABEL.matcher(series.group(2)).results().forEach(label -> labels.add(label.group(1)));
    }
    return labels;
  }

  /** Metrics that the query asks for in vain, and labels. */
  Set<String> lacks(Query query) {
    var lacking = new TreeSet<String>();
    query
        .needs()
        .forEach(
            (metric, needed) -> {
              if (labels.containsKey(metric)) {
                needed.stream()
                    .filter(label -> !labels.get(metric).contains(label))
                    .forEach(label -> lacking.add("%s of %s".formatted(label, metric)));
              } else {
                lacking.add(metric);
              }
            });
    return lacking;
  }
}
