package dev.manadeck.command.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandDigestTest {
  @Test
  void isWrittenAsKindAndHash() {
    assertThat(new CommandDigest(CommandKind.CREATE_DECK, 0x9f86d081884c7d65L))
        .hasToString("create-deck:9f86d081884c7d65");
    assertThat(new CommandDigest(CommandKind.REVIEW, 1)).hasToString("review:0000000000000001");
  }

  @ParameterizedTest
  @EnumSource
  void isReadAsItWasWritten(CommandKind kind) {
    var digest = CommandDigest.of(kind, "POST /api/decks", "{}");

    assertThat(CommandDigest.parse(digest.toString())).contains(digest);
    assertThat(CommandDigest.parse(new CommandDigest(kind, -1).toString()))
        .contains(new CommandDigest(kind, -1));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "create-deck",
        ":9f86d081884c7d65",
        "make-deck:9f86d081884c7d65",
        "CREATE_DECK:9f86d081884c7d65",
        "create-deck:xyz",
        "create-deck:9f86d081884c7d650",
        "create-deck:9f86:d081884c7d65"
      })
  void isAbsentWhereTheTextIsNone(String text) {
    assertThat(CommandDigest.parse(text)).isEmpty();
  }

  @Test
  void dependsOnTargetAndBody() {
    var digest = CommandDigest.of(CommandKind.CHANGE_DECK, "PUT /a", "{}");

    assertThat(CommandDigest.of(CommandKind.CHANGE_DECK, "PUT /a", "{}")).isEqualTo(digest);
    assertThat(CommandDigest.of(CommandKind.CHANGE_DECK, "PUT /b", "{}")).isNotEqualTo(digest);
    assertThat(CommandDigest.of(CommandKind.CHANGE_DECK, "PUT /a", "{ }")).isNotEqualTo(digest);
    assertThat(CommandDigest.of(CommandKind.DELETE_DECK, "PUT /a", "{}")).isNotEqualTo(digest);
  }
}
