package dev.manadeck.local.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ProgressDisplayTest {
  private final StringWriter out = new StringWriter();

  @Nested
  class OnATerminal {
    @Test
    void drawsABar() {
      assertThat(ProgressText.bar(run(Runs.building()), 100))
          .isEqualTo("decks  building  [##########--------------]  45.2 %  182,000/s  12 s left");
    }

    @Test
    void fillsTheBarAtTheEndAndNotBefore() {
      assertThat(ProgressText.bar(run(Runs.completed()), 100))
          .contains("[" + "#".repeat(24) + "] 100.0 %");
      assertThat(ProgressText.bar(run(Runs.building().put("percent", 99.9)), 100))
          .contains("#-]  99.9 %");
    }

    @Test
    void neverBreaksTheLine() {
      ObjectNode waiting =
          Runs.building().put("error", "lets the live\nprojections catch up first");

      assertThat(ProgressText.bar(run(waiting), 120)).contains("lets the live projections");
      assertThat(ProgressText.bar(run(waiting), 80)).hasSize(80).endsWith("...");
    }

    @Test
    void saysThatItIsPausedAndHowFarItWas() {
      assertThat(ProgressText.bar(run(Runs.paused()), 100))
          .isEqualTo("decks  paused (building) [##########--------------]  45.2 %");
    }

    @Test
    void drawsInOnePlace() {
      var display = new ProgressDisplay.OnTerminal(new PrintWriter(out), 80);

      display.show(run(Runs.building()));
      display.show(run(Runs.building()));
      display.finish();

      assertThat(out.toString()).startsWith("\rdecks").endsWith("\r\u001b[K").doesNotContain("\n");
    }
  }

  @Nested
  class InLines {
    private long nanos = Duration.ofDays(1).toNanos();
    private final ProgressDisplay display =
        new ProgressDisplay.InLines(new PrintWriter(out), () -> nanos);

    @Test
    void tellsEveryStepAtOnce() {
      display.show(run(Runs.building()));
      display.show(run(Runs.building().put("state", "indexing").put("step", "indexing")));
      display.show(run(Runs.paused()));

      assertThat(out.toString().lines()).hasSize(3);
    }

    @Test
    void tellsOneStepNowAndThen() {
      display.show(run(Runs.building()));
      display.show(run(Runs.building()));
      nanos += Duration.ofSeconds(5).toNanos();
      display.show(run(Runs.building().put("percent", 60)));

      assertThat(out.toString().lines())
          .containsExactly(
              "decks: building 45.2 % of 100,000 events, 182,000/s, 12 s left",
              "decks: building 60.0 % of 100,000 events, 182,000/s, 12 s left");
    }

    @Test
    void leavesTheEndToTheReport() {
      display.show(run(Runs.completed()));

      assertThat(out.toString()).isEmpty();
    }
  }

  private static Run run(ObjectNode json) {
    return Run.of(json);
  }
}
