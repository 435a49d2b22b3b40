package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void aCommandNeedsSomeTime() {
    assertThatThrownBy(() -> new DispatchSettings(Duration.ZERO))
        .hasMessageContaining("manadeck.command.dispatch.deadline");
  }

  @Test
  void copiesAreReadFromAHost() {
    assertThatThrownBy(() -> new CopySettings(URI.create("localhost:8082")))
        .hasMessageContaining("manadeck.command.copy.projection-url");
  }

  @Test
  void copiesAreReadFromTheRootOfAHost() {
    assertThatThrownBy(() -> new CopySettings(URI.create("http://localhost:8082/reads")))
        .hasMessage(
            "Expected manadeck.command.copy.projection-url without a path, but got"
                + " http://localhost:8082/reads");
    assertThatCode(() -> new CopySettings(URI.create("http://localhost:8082/")))
        .doesNotThrowAnyException();
  }
}
