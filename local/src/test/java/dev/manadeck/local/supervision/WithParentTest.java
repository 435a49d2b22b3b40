package dev.manadeck.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.embedded.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithParentTest {

  @Test
  void endsWhenItsParentIsGone() throws Exception {
    int port = LoopbackPort.free();
    Process child = start(TinyService.class, String.valueOf(port));
    await().until(() -> Health.isUp(URI.create("http://127.0.0.1:" + port)));

    child.getOutputStream().close();

    assertThat(child.waitFor()).isZero();
  }

  @Test
  void endsAsItsMainClassDoes() throws Exception {
    assertThat(start(TinyService.class, "fail").waitFor()).isEqualTo(3);
    assertThat(start(TinyService.class, "no number").waitFor()).isEqualTo(1);
  }

  private static Process start(Class<?> mainClass, String argument) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(WithParent.class.getName(), mainClass.getName(), argument));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
