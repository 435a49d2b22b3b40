package dev.manadeck.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.manadeck.embedded.LoopbackPort;
import dev.manadeck.embedded.ProcessRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunTest {
  @TempDir private Path folder;
  private DataFolder data;

  @BeforeEach
  void useFolder() {
    data = new DataFolder(folder.resolve("data"));
  }

  @Test
  void remembersItsPortsWhileItLasts() {
    Ports ports = freePorts();

    try (LocalRun _ = LocalRun.begin(data, ports)) {
      assertThat(new RunRecord(data).read()).contains(ports);
      assertThat(data.auth().resolve("jwks.json")).exists();
    }

    assertThat(new RunRecord(data).read()).isEmpty();
  }

  @Test
  void refusesASecondRunOnTheSameData() {
    try (LocalRun _ = LocalRun.begin(data, freePorts())) {
      assertThatThrownBy(() -> LocalRun.begin(data, freePorts()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("as process " + ProcessHandle.current().pid())
          .hasMessageContaining(data.root().toString())
          .hasMessageContaining("--data");
    }

    LocalRun.begin(data, freePorts()).close();
  }

  @Test
  void namesThePartWhosePortIsInUse() throws Exception {
    Ports ports = freePorts();
    try (ServerSocket _ = new ServerSocket(ports.postgres(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LocalRun.begin(data, ports))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("Port " + ports.postgres())
          .hasMessageContaining("postgres")
          .hasMessageContaining("--port");
    }

    LocalRun.begin(data, ports).close();
  }

  @Test
  void refusesASecondRunOnTheSamePortsBeforeAnyPartListens() {
    DataFolder others = new DataFolder(folder.resolve("other data"));
    Ports ports = freePorts();
    try (LocalRun _ = LocalRun.begin(data, ports)) {
      assertThatThrownBy(() -> LocalRun.begin(others, ports))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("another ManaDeck has claimed")
          .hasMessageContaining("--port");
    }

    LocalRun.begin(others, ports).close();
  }

  @Test
  void claimsNothingWhenItCannotHaveAllPorts() {
    Ports ports = freePorts();
    try (PortClaims _ = PortClaims.onDatabase(ports)) {
      assertThatThrownBy(() -> LocalRun.begin(data, ports))
          .hasMessageContaining("Port " + ports.postgres())
          .hasMessageContaining("postgres");
    }

    LocalRun.begin(data, ports).close();
  }

  @Test
  void takesOverFromARunThatWasKilled() throws Exception {
    Process killed = inOtherProcess(data.root());
    await().until(() -> Files.exists(data.root().resolve("holding")));
    assertThatThrownBy(() -> LocalRun.begin(data, freePorts()))
        .hasMessageContaining("as process " + killed.pid());

    killed.destroyForcibly().waitFor();

    LocalRun.begin(data, freePorts()).close();
  }

  @Test
  void endsTheProcessesOfARunThatWasKilled() throws Exception {
    data.prepare();
    Process left = new ProcessBuilder("sleep", "600").start();
    new ProcessRecord(data.pidOf(Parts.PROJECTION)).remember(left.toHandle());

    LocalRun.begin(data, freePorts()).close();

    assertThat(left.waitFor()).isNotZero();
  }

  @Test
  void saysThatTheDataFolderCannotBeWritten() throws Exception {
    Files.writeString(folder.resolve("data"), "a file");

    assertThatThrownBy(() -> LocalRun.begin(data, freePorts()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("--data");
  }

  private static Ports freePorts() {
    while (true) {
      Ports ports = new Ports(LoopbackPort.free(), 1);
      if (ports.byPart().values().stream().allMatch(LocalRunTest::isFree)) {
        return ports;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }

  private static Process inOtherProcess(Path data) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                data.toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
