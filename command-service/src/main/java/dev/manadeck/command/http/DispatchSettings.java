package dev.manadeck.command.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param deadline how long a command may look for its shard and wait there
 */
@ConfigurationProperties("manadeck.command.dispatch")
record DispatchSettings(@DefaultValue("10s") Duration deadline) {
  DispatchSettings {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException(
          "Expected manadeck.command.dispatch.deadline above 0, but got " + deadline);
    }
  }
}
