package dev.manadeck.local;

import dev.manadeck.local.auth.LocalTokens;
import dev.manadeck.local.stack.DataFolder;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    description = "Prints a token for a user, to be sent as 'Authorization: Bearer TOKEN'.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TokenCommand implements Runnable {

  enum Role {
    ADMIN,
    OPERATOR
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOption data = new DataOption();

  @Option(names = "--user", paramLabel = "ID", required = true, description = "The user's id")
  private String user = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "A role of the user, admin or operator; may be given twice")
  private List<Role> roles = List.of();

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "12h",
      description = "How long the token is valid, such as 30m or 12h (default: 12h)")
  private Duration timeToLive = Duration.ZERO;

  @Override
  public void run() {
    try {
      LocalTokens tokens = tokens();
      PrintWriter out = spec.commandLine().getOut();
      out.println(tokens.sign(user, roleNames(), Instant.now(), timeToLive));
      out.flush();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private LocalTokens tokens() {
    DataFolder folder = data.folder();
    boolean hadKeys = folder.hasKeys();
    LocalTokens tokens = folder.tokens();
    if (!hadKeys) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "No ManaDeck has run on this data folder yet: made the keys that one would use, in "
              + folder.auth());
      err.flush();
    }
    return tokens;
  }

  private List<String> roleNames() {
    return roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).distinct().toList();
  }
}
