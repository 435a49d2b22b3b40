package dev.manadeck.local.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DifferenceTextTest {

  @Test
  void showsOfLongValuesWhereTheyPart() {
    String common = "x".repeat(100);

    assertThat(printed("changed", text(common + "sun"), text(common + "moon")))
        .contains("...xxxxxxxxxxsun", "...xxxxxxxxxxmoon")
        .doesNotContain(common);
  }

  @Test
  void cutsOfLongValuesTheEnd() {
    assertThat(printed("changed", text("a" + "y".repeat(100)), text("b")))
        .contains("a" + "y".repeat(36) + "...")
        .doesNotContain("y".repeat(37));
  }

  @Test
  void showsARowThatTheLogDoesNotKnow() {
    assertThat(printed("unexpected", text("here"), null))
        .contains("in the table, but not in the log", "here")
        .doesNotContain("null");
  }

  @Test
  void showsAColumnWithoutAValue() {
    assertThat(printed("changed", text("here"), null)).containsPattern("here +null");
  }

  private static String printed(String kind, JsonNode inTable, JsonNode fromLog) {
    StringWriter out = new StringWriter();
    DifferenceText.print(
        new PrintWriter(out),
        new Run.Report(
            10,
            1,
            List.of(
                new Run.Difference(
                    "decks",
                    Map.of("deck_id", text("d-1")),
                    kind,
                    List.of(new Run.Column("title", inTable, fromLog))))),
        20);
    return out.toString();
  }

  private static JsonNode text(String text) {
    return OperatorApi.JSON.getNodeFactory().stringNode(text);
  }
}
