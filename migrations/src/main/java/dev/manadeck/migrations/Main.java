package dev.manadeck.migrations;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The runner as a process. */
final class Main {
  private static final int DONE = 0;
  private static final int BROKEN = 1;
  private static final int MISUSED = 2;
  private static final int REFUSED = 3;
  private static final int UNREACHABLE = 4;

  private Main() {}

  public static void main(String[] arguments) {
    // Not under Logback's usual name: a service that has this jar on its class path would take it.
    System.setProperty("logback.configurationFile", "dev/manadeck/migrations/logging.xml");
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    return switch (CommandLine.parse(arguments, environment)) {
      case Invocation.Help() -> {
        out.print(CommandLine.HELP);
        yield DONE;
      }
      case Invocation.Mistake(String reason) -> {
        err.println(reason + ". --help says more.");
        yield MISUSED;
      }
      case Invocation.Migrate(Settings settings) -> migrate(settings);
    };
  }

  private static int migrate(Settings settings) {
    try {
      Migrations.migrate(settings);
      return DONE;
    } catch (MigrationFailedException e) {
      LoggerFactory.getLogger(Main.class).error("{}", e.getMessage());
      return switch (e.reason()) {
        case UNREACHABLE -> UNREACHABLE;
        case REFUSED -> REFUSED;
        case BROKEN -> BROKEN;
      };
    }
  }
}
