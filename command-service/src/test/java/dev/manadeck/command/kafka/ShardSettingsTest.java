package dev.manadeck.command.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ShardSettingsTest {
  private static final String URL = "manadeck.command.advertised-url";

  @Test
  void needOnlyTheUrl() {
    var limits = bound(Map.of(URL, "http://node.test:8081")).limits();

    assertThat(limits.snapshotEvery()).isEqualTo(20_000);
    assertThat(limits.queueBytes()).isEqualTo(32 * 1024 * 1024);
  }

  @ParameterizedTest
  @CsvSource({
    "queue-capacity, 0",
    "queue-size, 0B",
    "batch-size, 0",
    "snapshot-every, 0",
    "session-timeout, 0s",
    "hand-over, -1s"
  })
  void refuseWhatNoShardCanWorkWith(String name, String value) {
    assertThatThrownBy(
            () -> bound(Map.of(URL, "http://node.test:8081", "manadeck.command." + name, value)))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage(
            "Expected manadeck.command.%s of 1 or more, but got %s"
                .formatted(name, value.equals("-1s") ? "-1000" : "0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node.test:8081",
        "ftp://node.test:8081",
        "//node.test:8081",
        "http://node.test:8081/writes",
        "http://node.test:8081?a=b",
        "http://node.test:8081#a"
      })
  void refuseAnAddressAtWhichNoNodeIsReached(String url) {
    assertThatThrownBy(() -> bound(Map.of(URL, url)))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageStartingWith("Expected " + URL)
        .hasMessageEndingWith("but got " + url);
  }

  private static ShardSettings bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("manadeck.command", ShardSettings.class);
  }
}
