package dev.manadeck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.local.stack.RefusedException;
import dev.manadeck.local.supervision.PartFailedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CommandLinesTest {
  private final StringWriter errors = new StringWriter();

  @Command(name = "wait")
  static final class Wait implements Runnable {
    private final Consumer<Duration> action;

    @Option(names = "--for")
    private Duration duration = Duration.ZERO;

    Wait(Consumer<Duration> action) {
      this.action = action;
    }

    @Override
    public void run() {
      action.accept(duration);
    }
  }

  @ParameterizedTest
  @CsvSource({"15s, PT15S", "1h30m, PT1H30M", "PT2S, PT2S", "P1D, PT24H"})
  void durationsNeedNoPrefix(String text, Duration duration) {
    assertThat(execute(given -> assertThat(given).isEqualTo(duration), "--for", text)).isZero();
  }

  static Stream<Arguments> failuresForPersons() {
    return Stream.of(
        Arguments.of(new RefusedException("The port is taken"), 3),
        Arguments.of(new PartFailedException("The port is taken"), 1));
  }

  @ParameterizedTest
  @MethodSource("failuresForPersons")
  void whatHasAMessageForAPersonIsToldWithoutAStackTrace(RuntimeException failure, int exitCode) {
    int ended =
        execute(
            any -> {
              throw failure;
            });

    assertThat(ended).isEqualTo(exitCode);
    assertThat(errors.toString()).isEqualToIgnoringNewLines("The port is taken");
  }

  @Test
  void bugsAreToldWithTheirStackTrace() {
    var bug = new IllegalStateException("Expected nothing of that kind");

    assertThatThrownBy(() -> CommandLines.told(bug, new CommandLine(new Wait(any -> {}))))
        .isSameAs(bug);
  }

  private int execute(Consumer<Duration> action, String... arguments) {
    return CommandLines.configured(new CommandLine(new Wait(action)))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }
}
