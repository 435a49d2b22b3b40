package dev.manadeck.edge;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "manadeck-edge",
    description = "Sends reads to the projection service and writes to a command node.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    footer = "%nEvery option can be given as the environment variable named with it.")
final class EdgeApplication implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = "${env:MANADECK_EDGE_HOST:-127.0.0.1}",
      description = "Address to listen on (MANADECK_EDGE_HOST)")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "${env:MANADECK_EDGE_PORT:-8080}",
      description = "Port to listen on (MANADECK_EDGE_PORT)")
  private int port;

  @Option(
      names = "--projection-url",
      defaultValue = "${env:MANADECK_EDGE_PROJECTION_URL:-http://127.0.0.1:8082}",
      description = "The projection service (MANADECK_EDGE_PROJECTION_URL)")
  private URI projection = URI.create("");

  @Option(
      names = "--command-urls",
      split = ",",
      defaultValue = "${env:MANADECK_EDGE_COMMAND_URLS:-http://127.0.0.1:8081}",
      description = "The command nodes, separated by commas (MANADECK_EDGE_COMMAND_URLS)")
  private List<URI> commandNodes = List.of();

  @Option(
      names = "--jwks-file",
      defaultValue = "${env:MANADECK_EDGE_JWKS_FILE}",
      description = "File served at /.well-known/jwks.json (MANADECK_EDGE_JWKS_FILE)")
  private @Nullable Path jwksFile;

  @Option(
      names = "--deadline",
      defaultValue = "${env:MANADECK_EDGE_DEADLINE:-15s}",
      description = "Longest wait for an answer, such as 15s (MANADECK_EDGE_DEADLINE)")
  private Duration deadline = Duration.ZERO;

  static void main(String[] args) {
    CommandLine commandLine = new CommandLine(new EdgeApplication());
    commandLine.registerConverter(Duration.class, EdgeApplication::duration);
    int exitCode = commandLine.execute(args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  @Override
  public Integer call() throws Exception {
    // Containers come back under other addresses; the JDK's default would keep the old ones longer.
    Security.setProperty("networkaddress.cache.ttl", "3");
    Edge edge = new Edge(settings());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(edge::stop));
    try {
      edge.start();
    } catch (IOException e) {
      throw new ParameterException(
          spec().commandLine(), "Cannot listen on " + host + ":" + port + ": " + reason(e));
    }
    edge.join();
    return CommandLine.ExitCode.OK;
  }

  private EdgeSettings settings() {
    try {
      return new EdgeSettings(host, port, projection, commandNodes, jwksFile, deadline);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), e.getMessage());
    }
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("Expected picocli to have set the command's description");
    }
    return spec;
  }

  private static @Nullable String reason(IOException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  private static Duration duration(String text) {
    return Duration.parse(text.startsWith("P") ? text : "PT" + text);
  }
}
