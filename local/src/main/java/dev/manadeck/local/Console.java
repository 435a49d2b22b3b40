package dev.manadeck.local;

import dev.manadeck.local.demo.Demo;
import dev.manadeck.local.stack.DataFolder;
import dev.manadeck.local.stack.Ports;
import dev.manadeck.local.stack.ShellWord;
import dev.manadeck.local.supervision.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Tells the person in front of the terminal what happens, a line each. */
final class Console implements Progress {
  private final PrintStream out;
  private final DataFolder data;
  private final Ports ports;
  private final long began = System.nanoTime();

  Console(PrintStream out, DataFolder data, Ports ports) {
    this.out = out;
    this.data = data;
    this.ports = ports;
  }

  void starting() {
    say("ManaDeck starts on %s".formatted(data.root()));
  }

  @Override
  public void ready(String part, Duration took) {
    Integer port = ports.byPart().get(part);
    String address = port == null ? "" : "127.0.0.1:" + port;
    say("  %-20s ready in %6s  %s".formatted(part, seconds(took), address).stripTrailing());
  }

  @Override
  public void stillStarting(String part, Duration since) {
    incident(
        "%s is still starting (%d min); its log is %s"
            .formatted(part, since.toMinutes(), data.logOf(part)));
  }

  @Override
  public void readyAgain(String part, Duration took) {
    incident("%s is ready again, in %s".formatted(part, seconds(took)));
  }

  @Override
  public void died(String part, int exitCode, Duration restartIn) {
    incident(
        "%s ended unexpectedly (exit code %d); it is started again in %s"
            .formatted(part, exitCode, seconds(restartIn)));
  }

  @Override
  public void restartFailed(String part, String reason, Duration nextAttemptIn) {
    incident(
        "%s does not start; the next attempt is in %s. %s"
            .formatted(part, seconds(nextAttemptIn), reason));
  }

  void allReady() {
    say(
        """
        Ready in %s: %s
        A token to call it with: ./manadeck token --user alice%s
        Logs are in %s. Ctrl-C stops everything."""
            .formatted(
                seconds(Duration.ofNanos(System.nanoTime() - began)),
                ports.edgeUrl(),
                data.equals(DataOption.DEFAULT)
                    ? ""
                    : " --data " + ShellWord.of(data.root().toString()),
                data.logs()));
  }

  void demo(Demo.Outcome outcome) {
    say(
        "The demo: %d decks and %d reviews of %d learners (%s)"
            .formatted(
                outcome.decks(),
                outcome.reviews(),
                outcome.learners().size(),
                String.join(", ", outcome.learners())));
  }

  void demoFailed(RuntimeException e) {
    incident("the demo could not be filled in: " + e.getMessage());
  }

  void failed(RuntimeException e) {
    say(String.valueOf(e.getMessage()));
  }

  void stopping() {
    say("Stopping; Ctrl-C again ends everything at once");
  }

  void stopped() {
    say("Stopped");
  }

  private void incident(String text) {
    say(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + text);
  }

  private synchronized void say(String text) {
    out.println(text);
    out.flush();
  }

  private static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
