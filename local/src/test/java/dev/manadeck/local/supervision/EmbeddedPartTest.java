package dev.manadeck.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.manadeck.embedded.Broker;
import dev.manadeck.embedded.Durability;
import dev.manadeck.embedded.LoopbackPort;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPartTest {
  @TempDir private Path folder;
  private Broker server;
  private EmbeddedPart part;

  @BeforeEach
  void makePart() {
    server =
        new Broker(
            folder.resolve("kafka"),
            LoopbackPort.free(),
            folder.resolve("kafka.log"),
            Durability.PROCESS_LOSS);
    part = new EmbeddedPart("kafka", server, () -> {});
  }

  @AfterEach
  void killServer() {
    server.kill();
  }

  @Test
  void staysStopped() {
    part.stop();

    assertThatThrownBy(part::start)
        .isInstanceOf(PartFailedException.class)
        .hasMessageContaining("kafka", "stopped for good");
    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void leavesNoServerBehindThatStartsAsThePartIsStopped() throws Exception {
    FutureTask<Void> start = new FutureTask<>(part::start, null);
    Thread starting = new Thread(start);
    synchronized (server) {
      starting.start();
      await().until(() -> starting.getState() == Thread.State.BLOCKED);
      part.stop();
    }

    assertThatThrownBy(start::get).hasCauseInstanceOf(PartFailedException.class);
    assertThat(server.isAlive()).isFalse();
  }
}
