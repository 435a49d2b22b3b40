package dev.manadeck.bench.commands;

import dev.manadeck.bench.SystemOptions;
import dev.manadeck.bench.commands.HttpLoad.Measured;
import dev.manadeck.bench.load.Load;
import dev.manadeck.bench.log.PlainReader;
import dev.manadeck.bench.report.Figure;
import dev.manadeck.bench.report.Report;
import dev.manadeck.bench.subject.OwnSystem;
import dev.manadeck.bench.subject.Positions;
import dev.manadeck.bench.subject.TestedSystem;
import dev.manadeck.events.Topic;
import dev.manadeck.local.stack.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "commands",
    description =
        "How fast commands are acknowledged over HTTP, beside what the broker and the shards could"
            + " do at best; how long a node is away that starts again; what it holds in memory.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CommandsBenchmark implements Callable<Integer> {
  private static final int FEWEST_APPENDS = 200_000;
  private static final int MANY_CALLERS = 2_048;

  enum Share {
    HTTP,
    CEILINGS,
    RESTORE
  }

  @Mixin private SystemOptions system = new SystemOptions();

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "64",
      description = "Connections, each with one request under way (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "45s",
      description =
          "Load before the first figure; before the others a third of it (default: ${DEFAULT-VALUE})")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--measure",
      paramLabel = "TIME",
      defaultValue = "15s",
      description = "How long each figure is measured (default: ${DEFAULT-VALUE})")
  private Duration measured = Duration.ZERO;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "Events behind the node that starts again (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--only",
      paramLabel = "SHARE",
      split = ",",
      description = "Some of: http, ceilings, restore (default: all)")
  private Set<Share> only = EnumSet.allOf(Share.class);

  @Override
  public Integer call() throws InterruptedException {
    Report report = system.report("commands");
    Optional<TestedSystem> running = system.running();
    if (running.isPresent()) {
      measureFromOutside(running.get(), report);
    } else {
      measureOwn(report);
    }
    report.end();
    return ExitCode.OK;
  }

  private void measureFromOutside(TestedSystem tested, Report report) {
    report.doing("making decks");
    try (HttpLoad http = new HttpLoad(tested, connections)) {
      warmUp(http, report);
      report.section("Single reviews", http.singleReviews(measured).figures());
      http.batches(warmUp.dividedBy(3));
      report.section("Batches of 500 reviews", http.batches(measured).figures());
    }
  }

  private void measureOwn(Report report) throws InterruptedException {
    if (only.contains(Share.HTTP) || only.contains(Share.CEILINGS)) {
      try (OwnSystem own = system.own()) {
        report.doing("starting a system");
        own.startForCommands();
        long reviews = only.contains(Share.HTTP) ? measureHttp(own, report) : 0;
        if (only.contains(Share.CEILINGS)) {
          own.stop(Parts.commandNode(1));
          measureCeilings(own, report, Math.max(reviews, FEWEST_APPENDS));
        }
      }
    }
    if (only.contains(Share.RESTORE)) {
      try (OwnSystem own = system.own()) {
        report.doing("starting a system to be restored");
        new NodeRestore(own, report, events).run();
      }
    }
  }

  /** Returns how many single reviews were acknowledged while no projection ran. */
  private long measureHttp(OwnSystem own, Report report) {
    own.startForQueries();
    try (HttpLoad http = new HttpLoad(own.services(), connections)) {
      warmUp(http, report);
      measureBesideProjections(own, http, report);
      own.stop(Parts.PROJECTION);
      http.singleReviews(warmUp.dividedBy(3));
      Measured single = http.singleReviews(measured);
      report.section("Single reviews, projections stopped", single.figures());
      http.batches(warmUp.dividedBy(3));
      report.section(
          "Batches of 500 reviews, projections stopped", http.batches(measured).figures());
      compareWithLog(own, http.acknowledgedReviews(), report);
      return single.reviews();
    }
  }

  /** Nothing but this load writes reviews, and what was acknowledged must be there. */
  private static void compareWithLog(OwnSystem own, long acknowledged, Report report) {
    report.doing("counting the reviews in the log");
    long appended = PlainReader.read(own.bootstrapServers(), EnumSet.of(Topic.REVIEWS)).events();
    report.section(
        "Acknowledgements and the log",
        List.of(
            new Figure("reviews acknowledged since the start", acknowledged, "reviews"),
            new Figure("reviews in the log", appended, "reviews")));
    if (appended < acknowledged) {
      throw new IllegalStateException(
          "Expected at least %,d reviews in the log, which were acknowledged, but there are %,d"
              .formatted(acknowledged, appended));
    }
  }

  private void measureBesideProjections(OwnSystem own, HttpLoad http, Report report) {
    try (Positions positions = new Positions(own)) {
      long before = Positions.largest(positions.lags().values());
      List<Figure> figures = new ArrayList<>(http.singleReviews(measured).figures());
      long after = Positions.largest(positions.lags().values());
      figures.add(new Figure("slowest projection behind, at the beginning", before, "offsets"));
      figures.add(new Figure("slowest projection behind, at the end", after, "offsets"));
      report.section("Single reviews beside all projections", figures);
    }
  }

  private void measureCeilings(OwnSystem own, Report report, long reviews)
      throws InterruptedException {
    report.doing("the ceilings");
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "one plain producer, acks=all: the same number of reviews",
            ProducerCeiling.perSecond(own.bootstrapServers(), reviews),
            "appends/s"));
    try (RuntimeCeiling runtime = RuntimeCeiling.start(own.bootstrapServers())) {
      runtime.run(MANY_CALLERS, warmUp.dividedBy(3));
      for (int callers : List.of(connections, MANY_CALLERS)) {
        Load load = runtime.run(callers, measured.dividedBy(2));
        String who = "shards without HTTP, %d callers: ".formatted(callers);
        figures.add(new Figure(who + "reviews acknowledged", load.perSecond(), "reviews/s"));
        figures.add(new Figure(who + "p50", load.millisAt(50), "ms"));
        figures.add(new Figure(who + "p99", load.millisAt(99), "ms"));
      }
    }
    report.section("Ceilings, projections stopped", figures);
  }

  private void warmUp(HttpLoad http, Report report) {
    report.doing("warming up for %d s".formatted(warmUp.toSeconds()));
    http.singleReviews(warmUp);
  }
}
