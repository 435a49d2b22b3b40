package dev.manadeck.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.manadeck.embedded.LoopbackPort;
import dev.manadeck.embedded.ProcessEnd;
import dev.manadeck.embedded.ProcessRecord;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {
  @TempDir private Path folder;
  private Tiny tiny;

  @BeforeEach
  void useFolder() {
    tiny = new Tiny(folder);
  }

  @Test
  void isReadyWhenItAnswers() {
    int port = LoopbackPort.free();
    Service service = tiny.service("tiny", port);

    service.start();

    assertThat(Health.isUp(URI.create("http://127.0.0.1:" + port))).isTrue();
    service.stop();
  }

  @Test
  void givesSecretsThroughTheEnvironmentOnly() throws Exception {
    Service service = tiny.service("tiny");

    service.start();

    assertThat(tiny.process("tiny").info().commandLine().orElse("")).doesNotContain("s3cret");
    service.stop();
    assertThat(Files.readString(tiny.log("tiny"))).contains("secret is s3cret");
  }

  @Test
  void showsTheEndOfTheLogWhenItDoesNotStart() {
    Service service = tiny.failingService("tiny");

    assertThatThrownBy(service::start)
        .isInstanceOf(PartFailedException.class)
        .hasMessageContaining("tiny ended with exit code 3")
        .hasMessageContaining(tiny.log("tiny").toString())
        .hasMessageContaining("the reason of the failure");
  }

  @Test
  void endsWhatAnEarlierLauncherLeftFirst() {
    int port = LoopbackPort.free();
    tiny.service("tiny", port).start();
    ProcessHandle left = tiny.process("tiny");

    Service service = tiny.service("tiny", port);
    service.start();

    assertThat(ProcessEnd.hasCome(left)).isTrue();
    assertThat(tiny.process("tiny").pid()).isNotEqualTo(left.pid());
    service.stop();
  }

  @Test
  void leavesNoProcessThatCouldNotBeKnownAgain() throws Exception {
    Files.createDirectories(tiny.pidFile("sleeper").resolve("in the way"));
    Service service =
        new Service(tiny.shell("sleeper", "exec sleep 600"), URI.create("http://127.0.0.1:1/"));

    assertThatThrownBy(service::start)
        .isInstanceOf(PartFailedException.class)
        .hasMessageContaining("sleeper.pid");

    assertThat(ProcessHandle.current().children())
        .filteredOn(child -> child.info().commandLine().orElse("").contains("sleep"))
        .allMatch(child -> ProcessEnd.comesWithin(Duration.ofSeconds(10), child));
  }

  @Test
  void isStoppedWhileItStarts() {
    Service service =
        new Service(tiny.shell("sleeper", "exec sleep 600"), URI.create("http://127.0.0.1:1/"));
    CompletableFuture<Void> start = CompletableFuture.runAsync(service::start);
    await().until(() -> new ProcessRecord(tiny.pidFile("sleeper")).running().isPresent());

    service.stop();

    assertThatThrownBy(start::join).hasCauseInstanceOf(PartFailedException.class);
    assertThat(new ProcessRecord(tiny.pidFile("sleeper")).running()).isEmpty();
  }

  @Test
  void isReadyAsAOneOffWhenItHasEndedWell() throws Exception {
    OneOff oneOff = new OneOff(tiny.shell("task", "echo done"));

    oneOff.start();

    assertThat(Files.readString(tiny.log("task"))).isEqualTo("done\n");
    assertThat(oneOff.onExit()).isNotDone();
  }

  @Test
  void failsAsAOneOffWithItsExitCode() {
    OneOff oneOff = new OneOff(tiny.shell("task", "echo no such table; exit 4"));

    assertThatThrownBy(oneOff::start)
        .isInstanceOf(PartFailedException.class)
        .hasMessageContaining("task failed with exit code 4")
        .hasMessageContaining("no such table");
  }
}
