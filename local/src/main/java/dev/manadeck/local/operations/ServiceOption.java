package dev.manadeck.local.operations;

import dev.manadeck.local.auth.LocalTokens;
import dev.manadeck.local.stack.DataFolder;
import dev.manadeck.local.stack.Ports;
import dev.manadeck.local.stack.RefusedException;
import dev.manadeck.local.stack.RunRecord;
import dev.manadeck.local.stack.ShellWord;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which ManaDeck a command is about, and how the caller proves to be its operator. */
final class ServiceOption {
  private static final String OPERATOR = "operator";
  private static final Duration TOKENS_LIVE = Duration.ofMinutes(5);
  private static final String DATA = "--data";
  private static final String PORT = "--port";
  private static final String URL = "--url";
  private static final String TOKEN = "--token";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = DATA,
      paramLabel = "DIR",
      defaultValue = DataFolder.BY_DEFAULT,
      description =
          "Data folder of the run on this machine (or MANADECK_DATA; default: ./"
              + DataFolder.USUAL
              + ")")
  private Path folder = Path.of(DataFolder.USUAL);

  @Option(
      names = PORT,
      paramLabel = "N",
      description = "The edge's port (default: that of the run on the data folder)")
  private @Nullable Integer port;

  @Option(
      names = URL,
      paramLabel = "URL",
      defaultValue = "${env:MANADECK_URL}",
      description = "The edge of a ManaDeck elsewhere; needs a token (or MANADECK_URL)")
  private @Nullable URI url;

  @Option(
      names = TOKEN,
      paramLabel = "TOKEN",
      defaultValue = "${env:MANADECK_TOKEN}",
      description = "An operator's token (or MANADECK_TOKEN; default: signed with the local keys)")
  private @Nullable String token;

  /**
   * @throws ParameterException if the command line names two ManaDecks, or the URL is none
   */
  void requireSense() {
    if (isGiven(URL) && isOnThisMachine()) {
      throw usage(
          "Expected %s, or %s and %s of a run on this machine, but got both"
              .formatted(URL, DATA, PORT));
    }
    remote()
        .filter(edge -> !isOfAServer(edge))
        .ifPresent(
            edge -> {
              throw usage("Expected a URL such as https://manadeck.example:8080, but got " + edge);
            });
  }

  private static boolean isOfAServer(URI url) {
    return url.getHost() != null
        && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
  }

  /** The edge of a ManaDeck elsewhere. What the command line says beats the environment. */
  Optional<URI> remote() {
    return isOnThisMachine() ? Optional.empty() : Optional.ofNullable(url);
  }

  private boolean isOnThisMachine() {
    return isGiven(DATA) || isGiven(PORT);
  }

  private boolean isGiven(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
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
    return new OperatorApi(remote().orElseGet(() -> Ports.url(ports().projection())), tokens());
  }

  /** What to add to another command so that it is about the same ManaDeck. */
  String repeated() {
    return remote().map(edge -> option(URL, edge)).orElseGet(this::repeatedLocally);
  }

  private String repeatedLocally() {
    StringBuilder options = new StringBuilder();
    if (isGiven(DATA) || !folder.equals(Path.of(DataFolder.USUAL))) {
      options.append(option(DATA, folder));
    }
    if (port != null) {
      options.append(option(PORT, port));
    }
    return options.toString();
  }

  private static String option(String name, Object value) {
    return " %s %s".formatted(name, ShellWord.of(value.toString()));
  }

  private Supplier<String> tokens() {
    String given = token;
    if (given != null && !isOfTheEnvironmentsEdge()) {
      return () -> given;
    }
    if (remote().isPresent()) {
      throw new RefusedException(
          "An operator's token is needed for %s: give --token TOKEN, or set MANADECK_TOKEN"
              .formatted(remote().get()));
    }
    // To make keys here would only make tokens that nobody accepts.
    if (Files.notExists(data().auth())) {
      throw new RefusedException(
          "No ManaDeck has run on %s yet: give its folder with --data DIR, or --url and --token"
              .formatted(data().root()));
    }
    LocalTokens local = data().tokens();
    return () -> local.sign(OPERATOR, List.of(OPERATOR), Instant.now(), TOKENS_LIVE);
  }

  /** A token that the environment gives for an edge which the command line overrules. */
  private boolean isOfTheEnvironmentsEdge() {
    return url != null && isOnThisMachine() && !isGiven(TOKEN);
  }

  private DataFolder data() {
    return new DataFolder(folder);
  }
}
