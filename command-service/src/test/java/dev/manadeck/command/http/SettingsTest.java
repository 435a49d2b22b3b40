package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void aCommandNeedsSomeTime() {
    assertThatThrownBy(() -> new DispatchSettings(Duration.ZERO))
        .hasMessageContaining("manadeck.command.dispatch.deadline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8082", "ftp://localhost:8082", "//localhost:8082"})
  void copiesAreReadFromAHost(String url) {
    assertThatThrownBy(() -> new CopySettings(URI.create(url)))
        .hasMessage(
            "Expected manadeck.command.copy.projection-url such as http://127.0.0.1:8082, but got "
                + url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8082/reads",
        "http://localhost:8082?a=b",
        "http://localhost:8082#a"
      })
  void copiesAreReadFromTheRootOfAHost(String url) {
    assertThatThrownBy(() -> new CopySettings(URI.create(url)))
        .hasMessage("Expected manadeck.command.copy.projection-url without a path, but got " + url);
    assertThatCode(() -> new CopySettings(URI.create("http://localhost:8082/")))
        .doesNotThrowAnyException();
  }
}
