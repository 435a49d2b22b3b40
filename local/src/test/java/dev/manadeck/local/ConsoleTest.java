package dev.manadeck.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.local.stack.DataFolder;
import dev.manadeck.local.stack.Ports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Console console(String folder) {
    return new Console(
        new PrintStream(out, true, UTF_8),
        new DataFolder(Path.of(folder)),
        new Ports(Ports.DEFAULT_EDGE, 1));
  }

  @Test
  void showsACommandThatCanBeCopied() {
    console("/srv/my data").allReady();

    assertThat(out.toString(UTF_8))
        .contains("./manadeck token --user alice --data '/srv/my data'\n");
  }

  @Test
  void saysWhereToLookWhenAStartTakesLong() {
    console("/srv/data").stillStarting("edge", Duration.ofSeconds(185));

    assertThat(out.toString(UTF_8))
        .contains("edge is still starting (3 min); its log is /srv/data/logs/edge.log");
  }
}
