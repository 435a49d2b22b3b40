package dev.manadeck.local.operations;

import dev.manadeck.local.auth.LocalKeys;
import dev.manadeck.local.auth.LocalTokens;
import dev.manadeck.local.stack.DataFolder;
import dev.manadeck.local.stack.Ports;
import dev.manadeck.local.stack.RefusedException;
import dev.manadeck.local.stack.RunRecord;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which ManaDeck a command is about, and how the caller proves to be its operator. */
final class ServiceOption {
  private static final String OPERATOR = "operator";
  private static final Duration TOKENS_LIVE = Duration.ofMinutes(5);
  private static final String DEFAULT_FOLDER = "data";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:MANADECK_DATA:-" + DEFAULT_FOLDER + "}",
      description = "Data folder of the run on this machine (default: ./data)")
  private Path folder = Path.of(DEFAULT_FOLDER);

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The edge's port (default: that of the run on the data folder)")
  private @Nullable Integer port;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:MANADECK_URL}",
      description = "The edge of a ManaDeck elsewhere; needs a token (or MANADECK_URL)")
  private @Nullable URI url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:MANADECK_TOKEN}",
      description = "An operator's token (or MANADECK_TOKEN; default: signed with the local keys)")
  private @Nullable String token;

  /** The edge of a ManaDeck elsewhere. */
  Optional<URI> remote() {
    return Optional.ofNullable(url);
  }

  Ports ports() {
    Ports running = new RunRecord(data()).read().orElseGet(() -> new Ports(Ports.DEFAULT_EDGE, 1));
    return port == null ? running : new Ports(port, running.commandNodes());
  }

  /**
   * On this machine the projection service is asked without the edge, so that it answers while the
   * edge is down.
   *
   * @throws RefusedException if the caller cannot prove anything
   */
  OperatorApi api() {
    URI base = url == null ? Ports.url(ports().projection()) : url;
    return new OperatorApi(base, tokens());
  }

  /** What to add to another command so that it is about the same ManaDeck. */
  String repeated() {
    StringBuilder options = new StringBuilder();
    if (url != null) {
      options.append(" --url ").append(url);
    } else {
      if (!folder.equals(Path.of(DEFAULT_FOLDER))) {
        options.append(" --data ").append(folder);
      }
      if (port != null) {
        options.append(" --port ").append(port);
      }
    }
    return options.toString();
  }

  private Supplier<String> tokens() {
    String given = token;
    if (given != null) {
      return () -> given;
    }
    if (url != null) {
      throw new RefusedException(
          "An operator's token is needed for %s: give --token TOKEN, or set MANADECK_TOKEN"
              .formatted(url));
    }
    // To make keys here would only make tokens that nobody accepts.
    if (!Files.isDirectory(data().auth())) {
      throw new RefusedException(
          "No ManaDeck has run on %s yet: give its folder with --data DIR, or --url and --token"
              .formatted(data().root()));
    }
    LocalTokens local = new LocalTokens(new LocalKeys(data().auth()).ensure());
    return () -> local.sign(OPERATOR, List.of(OPERATOR), Instant.now(), TOKENS_LIVE);
  }

  private DataFolder data() {
    return new DataFolder(folder);
  }
}
