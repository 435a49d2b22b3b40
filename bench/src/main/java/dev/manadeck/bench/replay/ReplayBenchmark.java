package dev.manadeck.bench.replay;

import dev.manadeck.bench.SystemOptions;
import dev.manadeck.bench.log.LogWriter;
import dev.manadeck.bench.log.PlainReader;
import dev.manadeck.bench.log.StudyLogs;
import dev.manadeck.bench.report.Figure;
import dev.manadeck.bench.report.Report;
import dev.manadeck.bench.subject.CatchingUp;
import dev.manadeck.bench.subject.Operator;
import dev.manadeck.bench.subject.OwnSystem;
import dev.manadeck.bench.subject.Positions;
import dev.manadeck.bench.subject.ServiceMetrics;
import dev.manadeck.bench.subject.TestedSystem;
import dev.manadeck.events.Topic;
import dev.manadeck.local.stack.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "replay",
    description =
        "How long a projection takes to be built anew from the log, from the order to the swap,"
            + " beside a consumer that only reads the same events; and how much memory it needs.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ReplayBenchmark implements Callable<Integer> {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** To tell of its heap costs the service more than to tell of the replay. */
  private static final int LOOKS_BETWEEN_HEAPS = 10;

  @Mixin private SystemOptions system = new SystemOptions();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "4000000",
      description = "Reviews in the log (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "500000",
      description = "Pairs of learner and card that they are about (default: ${DEFAULT-VALUE})")
  private int pairs;

  @Option(
      names = "--projection",
      paramLabel = "NAME",
      defaultValue = "card_progress",
      description = "What is replayed (default: ${DEFAULT-VALUE})")
  private String projection = "";

  @Override
  public Integer call() throws InterruptedException {
    Report report = system.report("replay");
    Optional<TestedSystem> running = system.running();
    if (running.isPresent()) {
      report.section(
          "Replay of %s, as it is".formatted(projection), replay(running.get(), report, ""));
    } else {
      try (OwnSystem own = system.own()) {
        measureOwn(own, report);
      }
    }
    report.end();
    return ExitCode.OK;
  }

  private void measureOwn(OwnSystem own, Report report) throws InterruptedException {
    report.doing("starting a system");
    own.startForCommands();
    own.stop(Parts.commandNode(1));
    own.startForQueries();
    Operator operator = new Operator(own.services());
    operator.projections().forEach(operator::pause);
    report.doing("writing %,d reviews of %,d cards".formatted(events, pairs));
    LogWriter.write(own.bootstrapServers(), StudyLogs.reviews(events, pairs));
    catchUp(own, operator, report);
    report.doing("reading them");
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "a consumer that only reads and decodes the log",
            PlainReader.read(own.bootstrapServers(), Set.of(Topic.REVIEWS)).perSecond(),
            "events/s"));
    figures.addAll(replay(own.services(), report, "first replay: "));
    figures.addAll(replay(own.services(), report, "again: "));
    report.section(
        "Replay of %s, %,d reviews of %,d cards, the other projections paused"
            .formatted(projection, events, pairs),
        figures);
  }

  /** A replay goes as far as the live tables have come. */
  private void catchUp(OwnSystem own, Operator operator, Report report)
      throws InterruptedException {
    report.doing(projection + " catches up");
    try (Positions positions = new Positions(own)) {
      CatchingUp catchingUp = new CatchingUp(positions, List.of(projection));
      operator.resume(projection);
      catchingUp.await();
    }
  }

  private List<Figure> replay(TestedSystem tested, Report report, String which)
      throws InterruptedException {
    report.doing(which + "replaying " + projection);
    Operator operator = new Operator(tested);
    ServiceMetrics metrics = new ServiceMetrics(tested.queries());
    double largestHeap = 0;
    long began = System.nanoTime();
    String id = operator.replay(projection);
    for (int look = 0; ; look++) {
      JsonNode replay = operator.replayAsItIs(id);
      if (look % LOOKS_BETWEEN_HEAPS == 0) {
        largestHeap = Math.max(largestHeap, metrics.heap());
      }
      switch (replay.required("state").asString()) {
        case "completed" -> {
          return figures(which, replay, Duration.ofNanos(System.nanoTime() - began), largestHeap);
        }
        case "failed", "cancelled" ->
            throw new IllegalStateException("The replay did not come to its end: " + replay);
        default -> Thread.sleep(LOOK_AGAIN);
      }
    }
  }

  private static List<Figure> figures(
      String which, JsonNode replay, Duration took, double largestHeap) {
    double seconds = (double) took.toNanos() / TimeUnit.SECONDS.toNanos(1);
    long done = replay.required("eventsDone").asLong();
    if (done == 0) {
      throw new IllegalStateException("The replay had nothing to do: " + replay);
    }
    return List.of(
        new Figure(which + "events replayed", done, "events"),
        new Figure(which + "from the order to the swap", seconds, "s"),
        new Figure(which + "from the order to the swap", done / seconds, "events/s"),
        new Figure(
            which + "largest heap of the service seen, garbage included", largestHeap, "MB"));
  }
}
