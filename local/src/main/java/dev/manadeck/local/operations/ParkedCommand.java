package dev.manadeck.local.operations;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "parked",
    description = "Lists events that could not be applied, and how many wait behind each.",
    subcommands = {ParkedCommand.Show.class, ParkedCommand.Retry.class, ParkedCommand.Skip.class})
final class ParkedCommand extends OperatorCommand {
  private static final int WIDTH_OF_ERROR = 60;

  @Override
  int run() {
    JsonNode events = service().api().get("parked");
    if (isJson()) {
      print(events);
    } else if (events.isEmpty()) {
      out().println("No event is parked");
    } else {
      TextTable table =
          new TextTable()
              .text("ID")
              .text("PROJECTION")
              .text("EVENT AT")
              .text("KEY")
              .number("WAITING")
              .number("TRIES")
              .text("ERROR");
      events.valueStream().forEach(event -> row(table, event));
      table.print(out(), "");
    }
    return ExitCodes.DONE;
  }

  private static void row(TextTable table, JsonNode event) {
    table.row(
        event.path("id").asString(),
        event.path("projection").asString(),
        "%s-%s:%s"
            .formatted(
                event.path("topic").asString(),
                event.path("partition").asString(),
                event.path("offset").asString()),
        event.path("key").asString(""),
        event.path("waitingCount").asString(),
        event.path("attemptCount").asString(),
        Printable.cut(event.path("error").asString(""), WIDTH_OF_ERROR));
  }

  @Command(name = "show", description = "Shows one of them whole.")
  static final class Show extends OperatorCommand {
    @Parameters(paramLabel = "ID", description = "Which one, as 'parked' lists it")
    private UUID id = new UUID(0, 0);

    @Override
    int run() {
      JsonNode event = service().api().get("parked", id.toString());
      if (isJson()) {
        print(event);
      } else {
        for (Map.Entry<String, JsonNode> field : event.properties()) {
          out()
              .println(
                  Printable.text("%-14s %s".formatted(field.getKey(), text(field.getValue()))));
        }
      }
      return ExitCodes.DONE;
    }

    private static String text(JsonNode value) {
      return value.isContainer() ? value.toString() : value.asString("");
    }
  }

  @Command(
      name = "retry",
      description = "Applies the events of a key, or of all keys, until one fails again.")
  static final class Retry extends OperatorCommand {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    private static final class Which {
      @Parameters(paramLabel = "ID", description = "Which one, as 'parked' lists it")
      private @Nullable UUID id;

      @Option(names = "--all", required = true, description = "All of them")
      private boolean isAll;
    }

    @Override
    int run() {
      UUID one = which.id;
      OperatorApi api = service().api();
      JsonNode answer =
          one == null
              ? api.post(null, "parked", "retry")
              : api.post(null, "parked", one.toString(), "retry");
      return tellRetried(this, answer);
    }
  }

  @Command(
      name = "skip",
      description = "Leaves one of them out for good, and applies those that wait behind it.")
  static final class Skip extends OperatorCommand {
    @Parameters(paramLabel = "ID", description = "Which one, as 'parked' lists it")
    private UUID id = new UUID(0, 0);

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why; it is kept with your name")
    private String reason = "";

    @Override
    int run() {
      JsonNode order = OperatorApi.JSON.createObjectNode().put("reason", reason);
      JsonNode answer = service().api().post(order, "parked", id.toString(), "skip");
      if (!isJson()) {
        out().println(id + " is left out from now on; of those behind it:");
      }
      return tellRetried(this, answer);
    }
  }

  private static int tellRetried(OperatorCommand command, JsonNode answer) {
    List<JsonNode> keys = answer.isArray() ? answer.valueStream().toList() : List.of(answer);
    if (command.isJson()) {
      command.print(answer);
    } else {
      keys.forEach(key -> command.out().println(Printable.text(sentence(key))));
      if (keys.isEmpty()) {
        command.out().println("No event is parked");
      }
    }
    return keys.stream().noneMatch(key -> key.hasNonNull("error"))
        ? ExitCodes.DONE
        : ExitCodes.FAILED;
  }

  private static String sentence(JsonNode key) {
    String applied =
        "%s: %s applied".formatted(key.path("id").asString(), key.path("appliedCount").asString());
    return key.hasNonNull("error")
        ? "%s, the next one fails: %s".formatted(applied, key.path("error").asString())
        : applied + ", none is left";
  }
}
