package dev.manadeck.command.kafka;

import java.util.Map;

final class TopicMismatchException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  TopicMismatchException(int expected, Map<String, Integer> others) {
    super(
        ("Expected topics of %d partitions (manadeck.topics.partitions), but found %s."
                + " The number is set once, when the topics are created: start with that number.")
            .formatted(expected, others));
  }

  TopicMismatchException(String topic, String setting, String expected, String found) {
    super(
        ("Expected topic %s to have %s=%s, but it has %s: it would lose facts."
                + " Set it with kafka-configs.sh, then start again.")
            .formatted(topic, setting, expected, found));
  }
}
