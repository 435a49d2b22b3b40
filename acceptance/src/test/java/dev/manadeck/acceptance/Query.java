package dev.manadeck.acceptance;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An expression for Prometheus, read as far as it takes to know which metrics it asks for, and
 * which of their labels.
 *
 * @param shown labels of the outcome that a legend or a message shows
 */
record Query(String expression, Set<String> shown) {
  private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(?:_[a-z]+)+\\b(?!\\s*\\()");
  private static final Pattern SELECTOR = Pattern.compile("\\b(\\w+)\\{([^}]*)}");
  private static final Pattern SELECTING_LABEL =
      Pattern.compile("(\\w+)\\s*(?:=|!=|=~|!~)\\s*\"[^\"]*\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)\\s*(?=\\()");
  private static final Pattern MATCHING = Pattern.compile("\\bon \\(([^)]*)\\)");
  private static final Pattern NAMES_OF_LABELS =
      Pattern.compile("\\{[^}]*}|\\b(?:by|on) \\([^)]*\\)");
  private static final Pattern AGGREGATED =
      Pattern.compile("^\\(*(?:sum|min|max|avg|count)\\b(?: by \\(([^)]*)\\))?");

  /** Each metric that it asks for, with the labels that it needs of it. */
  Map<String, Set<String>> needs() {
    var needs = new TreeMap<String, Set<String>>();
    metricsIn(expression).forEach(metric -> needs.put(metric, new TreeSet<>()));
    find(SELECTOR, expression)
        .filter(selector -> needs.containsKey(selector.group(1)))
        .forEach(selector -> needs.get(selector.group(1)).addAll(selectingLabels(selector)));
    find(GROUPING, expression)
        .forEach(
            grouping ->
                metricsIn(parenthesisAt(grouping.end()))
                    .forEach(metric -> needs.get(metric).addAll(names(grouping.group(1)))));
    find(MATCHING, expression)
        .forEach(
            matching -> needs.values().forEach(labels -> labels.addAll(names(matching.group(1)))));
    if (!AGGREGATED.matcher(expression).find()) {
      metricsIn(expression).findFirst().ifPresent(metric -> needs.get(metric).addAll(shown));
    }
    return needs;
  }

  /** What is to be shown although an aggregation has dropped it. */
  Set<String> shownInVain() {
    var aggregated = AGGREGATED.matcher(expression);
    if (!aggregated.find()) {
      return Set.of();
    }
    var inVain = new TreeSet<>(shown);
    if (aggregated.group(1) != null) {
      inVain.removeAll(names(aggregated.group(1)));
    }
    return inVain;
  }

  private static Stream<String> metricsIn(String text) {
    return find(METRIC, NAMES_OF_LABELS.matcher(text).replaceAll(" ")).map(MatchResult::group);
  }

  private static Set<String> selectingLabels(MatchResult selector) {
    return find(SELECTING_LABEL, selector.group(2))
        .map(label -> label.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> names(String list) {
    return Stream.of(list.split(",")).map(String::strip).collect(Collectors.toSet());
  }

  /** From where it opens to where it closes. */
  private String parenthesisAt(int begin) {
    var open = 0;
    for (var end = begin; end < expression.length(); end++) {
      if (expression.charAt(end) == '(') {
        open++;
      } else if (expression.charAt(end) == ')' && --open == 0) {
        return expression.substring(begin, end);
      }
    }
    throw new IllegalArgumentException("A parenthesis is not closed: " + expression);
  }

  private static Stream<MatchResult> find(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }
}
