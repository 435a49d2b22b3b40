package dev.manadeck.projection.freshness;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.runtime.LogPartition;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far in the log a reader wants the tables to be: for each partition the first offset that need
 * not be in them. As text {@code decks.2.158,reviews.2.77}.
 */
record ConsistencyToken(SortedMap<LogPartition, Long> wanted) {
  private static final int MAX_LENGTH = 4_096;
  private static final Pattern ENTRY =
      Pattern.compile("\\s*([a-z][a-z-]{0,63})\\.(\\d{1,9})\\.(\\d{1,18})\\s*");

  private static final Map<String, Topic> TOPICS =
      Arrays.stream(Topic.values())
          .collect(Collectors.toMap(Topic::shortName, Function.identity()));

  /**
   * Topics that we do not know are passed over: no query here can depend on them.
   *
   * @throws IllegalArgumentException if the text is not a token
   */
  static ConsistencyToken parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "Expected a consistency token of up to %d characters".formatted(MAX_LENGTH));
    }
    var wanted = new TreeMap<LogPartition, Long>();
    for (var part : text.split(",", -1)) {
      var entry = ENTRY.matcher(part);
      if (!entry.matches()) {
        throw new IllegalArgumentException(
            "Expected a consistency token such as decks.2.158, but got something else");
      }
      var topic = TOPICS.get(entry.group(1));
      if (topic != null) {
        wanted.merge(
            new LogPartition(topic, Integer.parseInt(entry.group(2))),
            Long.parseLong(entry.group(3)),
            Math::max);
      }
    }
    return new ConsistencyToken(wanted);
  }
}
