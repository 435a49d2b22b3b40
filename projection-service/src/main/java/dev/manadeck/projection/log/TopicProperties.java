package dev.manadeck.projection.log;

import dev.manadeck.events.TopicNames;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("manadeck.topics")
public record TopicProperties(@DefaultValue(TopicNames.DEFAULT_PREFIX) String prefix) {
  public TopicNames names() {
    return new TopicNames(prefix);
  }

  /** The consumer group of a projection. */
  public String group(String projection) {
    var system = prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) : prefix;
    return "%s-projection-%s".formatted(system, projection);
  }
}
