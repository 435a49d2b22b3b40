package dev.manadeck.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void explainsEachBenchmark() {
    for (String benchmark : List.of("commands", "projections", "replay")) {
      assertThat(run(benchmark, "--help")).isZero();
      assertThat(out.toString()).contains("Usage: manadeck bench " + benchmark, "--url", "--json");
    }
  }

  @Test
  void asksWhatToMeasure() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("commands", "projections", "replay");
  }

  private int run(String... arguments) {
    return Bench.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
