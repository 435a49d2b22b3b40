package dev.manadeck.projection.live;

import dev.manadeck.events.TopicNames;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("manadeck.topics")
record TopicProperties(@DefaultValue(TopicNames.DEFAULT_PREFIX) String prefix) {
  TopicNames names() {
    return new TopicNames(prefix);
  }

  /** The consumer group of a projection. */
  String group(String projection) {
    var system = prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) : prefix;
    return "%s-projection-%s".formatted(system, projection);
  }
}
