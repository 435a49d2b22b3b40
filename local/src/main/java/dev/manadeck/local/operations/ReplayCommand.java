package dev.manadeck.local.operations;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "replay",
    description = {
      "Builds a projection's tables anew from the log, beside the live ones, and exchanges them.",
      "With --deck or --learner puts only these rows right, in the live tables."
    })
final class ReplayCommand extends OperatorCommand {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The projection")
  private @Nullable String name;

  @Option(names = "--all", description = "All projections, one after the other")
  private boolean isOfAll;

  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description =
          "Only what was recorded until then, such as 2026-03-01T12:00:00Z or 2026-03-01 (UTC);"
              + " builds tables to look at, the live ones stay")
  private @Nullable Instant asOf;

  @Option(
      names = "--as-of-offsets",
      paramLabel = "PARTITION=OFFSET",
      split = ",",
      description =
          "The same, of these partitions only what stands before the offset, such as reviews-0=1200")
  private @Nullable Map<String, Long> asOfOffsets;

  @Option(names = "--max-rate", paramLabel = "N", description = "At most N events a second")
  private @Nullable Integer maxRate;

  @Option(names = "--no-swap", description = "Builds tables to look at; the live ones stay")
  private boolean isSwapUnwanted;

  @Option(names = "--force", description = "Exchanges the tables without comparing them first")
  private boolean isForced;

  @Option(names = "--deck", paramLabel = "ID", description = "Only the rows of this deck")
  private @Nullable UUID deck;

  @Option(names = "--learner", paramLabel = "ID", description = "Only the rows of this learner")
  private @Nullable String learner;

  @Option(
      names = "--dry-run",
      description = "With --deck or --learner: says which rows would change, and changes none")
  private boolean isDryRun;

  @Option(names = "--detach", description = "Begins it and does not wait for its end")
  private boolean isDetached;

  static final class InstantConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return text.contains("T")
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "Expected an instant such as 2026-03-01T12:00:00Z, or a date, but got " + text);
      }
    }
  }

  @Override
  int run() {
    String projection = name;
    if ((projection == null) != isOfAll) {
      throw usage("Expected either the NAME of a projection or --all");
    }
    if (deck != null && learner != null) {
      throw usage("Expected either --deck or --learner, but got both");
    }
    OperatorApi api = service().api();
    RunSeries series = new RunSeries(this, api, RunSeries.ROWS_SHOWN, isDetached);
    return projection == null
        ? series.each(ProjectionStatus.names(api), each -> begin(api, each))
        : series.one(begin(api, projection));
  }

  private JsonNode begin(OperatorApi api, String projection) {
    return api.post(order(), "projections", projection, "replays");
  }

  private ObjectNode order() {
    ObjectNode order = OperatorApi.JSON.createObjectNode();
    if (asOf != null) {
      order.put("asOf", asOf.toString());
    }
    if (asOfOffsets != null) {
      asOfOffsets.forEach(order.putObject("asOfOffsets")::put);
    }
    if (maxRate != null) {
      order.put("maxRate", maxRate);
    }
    if (isSwapUnwanted) {
      order.put("swap", false);
    }
    if (isForced) {
      order.put("force", true);
    }
    if (isDryRun) {
      order.put("dryRun", true);
    }
    if (deck != null) {
      order.putObject("scope").put("deckId", deck.toString());
    }
    if (learner != null) {
      order.putObject("scope").put("learnerId", learner);
    }
    return order;
  }
}
