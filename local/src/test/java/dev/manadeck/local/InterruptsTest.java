package dev.manadeck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void hearTheFirstAndTheSecondSignal(String signal) throws Exception {
    Process process = start();
    await().until(() -> output().contains("waiting"));

    send(signal, process);
    await().until(() -> output().contains("first"));
    assertThat(process.isAlive()).isTrue();

    send(signal, process);
    assertThat(process.waitFor()).isEqualTo(130);
  }

  private Process start() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>(notIgnoringSignals());
    command.addAll(List.of(java, "-cp", classPath, SignalledProcess.class.getName()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  /** What runs the tests may ignore some, as under nohup; children inherit that. */
  private static List<String> notIgnoringSignals() throws Exception {
    List<String> prefix = List.of("env", "--default-signal=INT,TERM,HUP");
    List<String> trial = new ArrayList<>(prefix);
    trial.add("true");
    return new ProcessBuilder(trial).start().waitFor() == 0 ? prefix : List.of();
  }

  private static void send(String signal, Process process) throws Exception {
    String kill = "kill -s %s %d".formatted(signal, process.pid());
    assertThat(new ProcessBuilder("sh", "-c", kill).start().waitFor()).isZero();
  }

  private Path log() {
    return folder.resolve("log");
  }

  private String output() throws IOException {
    return Files.readString(log());
  }
}
