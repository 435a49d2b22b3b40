package dev.manadeck.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Starts each service once without anything that it needs, so that later starts take half as long.
 * A service that cannot be started so only starts as it would have anyway.
 */
public final class Rehearsal {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Distribution distribution;

  public Rehearsal(Distribution distribution) {
    this.distribution = distribution;
  }

  public void run() throws IOException, InterruptedException {
    for (Program program : Program.values()) {
      run(program);
    }
  }

  private void run(Program program) throws IOException, InterruptedException {
    Files.deleteIfExists(program.startCacheIn(distribution.home()));
    Process process =
        new ProcessBuilder(distribution.rehearsal(program))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!process.waitFor(LIMIT)) {
      process.destroyForcibly().waitFor();
    }
  }
}
