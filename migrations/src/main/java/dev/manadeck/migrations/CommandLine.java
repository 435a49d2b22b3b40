package dev.manadeck.migrations;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Options and environment variables; an option goes before the variable of the same meaning. */
final class CommandLine {
  static final String HELP =
      """
      Brings the schema "projection" of a PostgreSQL database up to date: creates the roles
      manadeck_owner, manadeck_service and manadeck_reader where they are missing, then
      applies the numbered migrations that were not applied yet. May be run at any time, and
      by several processes at once.

      Options, or environment variables in their place:
        --url URL        MANADECK_DATABASE_URL    jdbc:postgresql://HOST:PORT/DATABASE
        --user NAME      MANADECK_DATABASE_USER   an administrator, or manadeck_owner where
                                                  the roles exist already
        --wait DURATION  MANADECK_DATABASE_WAIT   how long to go on trying while the database
                                                  does not answer: 500ms, 60s (default), 2m
        --help

      Passwords come from the environment alone: anybody on the machine can read a command line.
        MANADECK_DATABASE_PASSWORD   of the user
        MANADECK_OWNER_PASSWORD      of manadeck_owner,   )
        MANADECK_SERVICE_PASSWORD    of manadeck_service, ) needed when the role is created,
        MANADECK_READER_PASSWORD     of manadeck_reader   ) set anew whenever it is given

      Exit codes: 0 the schema is up to date; 1 a statement failed; 2 wrong options; 3 refused:
      an applied file has changed, a role or a right is missing, or the login is denied;
      4 the database did not answer in time.
      """;

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

  private enum Option {
    URL("MANADECK_DATABASE_URL"),
    USER("MANADECK_DATABASE_USER"),
    WAIT("MANADECK_DATABASE_WAIT");

    private final String flag = "--" + name().toLowerCase(Locale.ROOT);
    private final String variable;

    Option(String variable) {
      this.variable = variable;
    }

    static Option of(String flag) {
      return Arrays.stream(values())
          .filter(option -> option.flag.equals(flag))
          .findAny()
          .orElseThrow(() -> new IllegalArgumentException("There is no option " + flag));
    }
  }

  private final Map<Option, String> options = new EnumMap<>(Option.class);
  private final Map<String, String> environment = new HashMap<>();

  private CommandLine(List<String> arguments, Map<String, String> environment) {
    this.environment.putAll(environment);
    // Compose sets a variable to nothing where it is not set outside.
    this.environment.values().removeIf(String::isEmpty);
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String flag = rest.next();
      Option option = Option.of(flag);
      if (!rest.hasNext()) {
        throw new IllegalArgumentException("Expected a value after " + flag);
      }
      options.put(option, rest.next());
    }
  }

  static Invocation parse(List<String> arguments, Map<String, String> environment) {
    if (arguments.contains("--help")) {
      return new Invocation.Help();
    }
    try {
      return new Invocation.Migrate(new CommandLine(arguments, environment).settings());
    } catch (IllegalArgumentException e) {
      return new Invocation.Mistake(String.valueOf(e.getMessage()));
    }
  }

  private Settings settings() {
    String wait = value(Option.WAIT);
    return new Settings(
        required(Option.URL),
        required(Option.USER),
        environment.get("MANADECK_DATABASE_PASSWORD"),
        rolePasswords(),
        wait == null ? Settings.DEFAULT_MAX_WAIT : duration(wait));
  }

  private Map<Role, String> rolePasswords() {
    Map<Role, String> passwords = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      String password = environment.get(role.passwordVariable());
      if (password != null) {
        passwords.put(role, password);
      }
    }
    return passwords;
  }

  private String required(Option option) {
    String value = value(option);
    if (value == null) {
      throw new IllegalArgumentException(
          "Expected %s or %s, but neither is given".formatted(option.flag, option.variable));
    }
    return value;
  }

  private @Nullable String value(Option option) {
    String given = options.get(option);
    return given == null ? environment.get(option.variable) : given;
  }

  private static Duration duration(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Expected a duration such as 500ms, 60s or 2m, but got " + text);
    }
    long count = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofSeconds(count);
    };
  }
}
