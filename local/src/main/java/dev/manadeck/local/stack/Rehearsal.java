package dev.manadeck.local.stack;

import dev.manadeck.local.auth.LocalTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/**
 * Starts each service once without anything that it needs, so that later starts take half as long.
 * A service that cannot be started so only starts as it would have anyway.
 */
public final class Rehearsal {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Addresses at which nobody answers; a service connects only when it begins to serve. */
  private static final Map<String, String> NOBODY_THERE =
      Map.of(
          "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:9/manadeck",
          "SPRING_KAFKA_BOOTSTRAPSERVERS", "127.0.0.1:9",
          "MANADECK_AUTH_JWKSURI", "http://127.0.0.1:9/jwks.json",
          "MANADECK_AUTH_ISSUER", LocalTokens.ISSUER,
          "MANADECK_AUTH_AUDIENCE", LocalTokens.AUDIENCE);

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
    ProcessBuilder rehearsal =
        new ProcessBuilder(distribution.rehearsal(program))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    rehearsal.environment().putAll(NOBODY_THERE);
    Process process = rehearsal.start();
    if (!process.waitFor(LIMIT)) {
      process.destroyForcibly().waitFor();
    }
  }
}
