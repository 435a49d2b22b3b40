package dev.manadeck.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    try (Zombie zombie = Zombie.made()) {
      record.remember(zombie.handle());

      await().until(() -> record.running().isEmpty());
      assertThat(zombie.handle().isAlive()).isTrue();
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
    for (String record : List.of("", "12", "half a rec")) {
      Path file = Files.writeString(folder.resolve("pid"), record);

      assertThat(new ProcessRecord(file).running()).isEmpty();
    }
  }
}
