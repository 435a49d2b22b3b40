package dev.manadeck.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {
  @TempDir private Path folder;

  @Test
  void knowsARunningProcessAgain() {
    ProcessRecord record = new ProcessRecord(folder.resolve("pid"));
    assertThat(record.running()).isEmpty();

    record.remember(ProcessHandle.current());

    assertThat(record.running()).contains(ProcessHandle.current());
    record.forget();
    assertThat(record.running()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void knowsNobodyAgainWhoEndedAndIsStillListed() throws Exception {
    ProcessRecord record = new ProcessRecord(folder.resolve("pid"));
    Process neverAsks = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec cat").start();
    try (BufferedReader output = neverAsks.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      neverAsks.outputWriter().append("the shell is gone\n").flush();
      output.readLine();
      record.remember(child);

      child.destroyForcibly();

      await().until(() -> record.running().isEmpty());
      assertThat(child.isAlive()).isTrue();
    } finally {
      neverAsks.destroyForcibly();
    }
  }

  @Test
  void takesNoOtherProcessForTheRememberedOne() throws Exception {
    Path file = folder.resolve("pid");
    long longAgo = 1_000_000;
    Files.writeString(file, ProcessHandle.current().pid() + " " + longAgo);

    assertThat(new ProcessRecord(file).running()).isEmpty();
  }

  @Test
  void knowsNobodyFromAnUnreadableRecord() throws Exception {
    Path file = Files.writeString(folder.resolve("pid"), "half a rec");

    assertThat(new ProcessRecord(file).running()).isEmpty();
  }
}
