package dev.manadeck.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

  @ParameterizedTest
  @ValueSource(strings = {"data", "/srv/mana-deck_2/übung", "http://127.0.0.1:8080"})
  void isPlainWhereTheShellLeavesItAlone(String text) {
    assertThat(ShellWord.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"my data", "it's mine", "a$HOME", "a;b", "~/x", "\"", "*", ""})
  void isWhatTheShellReads(String text) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(text)).start();

    assertThat(shell.inputReader().readAllAsString()).isEqualTo(text);
  }

  @Test
  void isQuoted() {
    assertThat(ShellWord.of("my data")).isEqualTo("'my data'");
  }
}
