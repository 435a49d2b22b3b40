package dev.manadeck.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeSettingsTest {
  private static final String SERVER = "http://127.0.0.1:8081";

  @ParameterizedTest
  @ValueSource(strings = {SERVER, SERVER + "/", "https://decks.example"})
  void takesAnAddressOfAServer(String url) {
    assertThat(settings(SERVER, url).commandNodes()).containsExactly(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8081",
        "ftp://127.0.0.1",
        SERVER + "/manadeck",
        SERVER + "//",
        SERVER + "?a=b",
        SERVER + "#a"
      })
  void refusesWhatItWouldNotAskInFull(String url) {
    assertThatThrownBy(() -> settings(url, SERVER)).hasMessageContaining("but got " + url);
    assertThatThrownBy(() -> settings(SERVER, url)).hasMessageContaining("but got " + url);
  }

  private static EdgeSettings settings(String projection, String commandNode) {
    return new EdgeSettings(
        "127.0.0.1",
        0,
        URI.create(projection),
        List.of(URI.create(commandNode)),
        null,
        Duration.ofSeconds(1));
  }
}
