package dev.manadeck.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

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
  void looksForTheDataWhereTheLauncherDoes() {
    for (CommandLine benchmark : Bench.commandLine().getSubcommands().values()) {
      OptionSpec data = benchmark.getCommandSpec().findOption("--data");

      Option declared = ((Field) data.userObject()).getAnnotation(Option.class);
      assertThat(declared.defaultValue()).isEqualTo("${env:MANADECK_DATA:-data}");
      assertThat(data.description()).anyMatch(line -> line.contains("MANADECK_DATA"));
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
