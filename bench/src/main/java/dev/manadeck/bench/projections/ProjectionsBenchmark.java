package dev.manadeck.bench.projections;

import dev.manadeck.bench.SystemOptions;
import dev.manadeck.bench.log.Closeness;
import dev.manadeck.bench.log.EventSource;
import dev.manadeck.bench.log.LogWriter;
import dev.manadeck.bench.log.Phase;
import dev.manadeck.bench.log.PlainReader;
import dev.manadeck.bench.log.StudyLogs;
import dev.manadeck.bench.report.Figure;
import dev.manadeck.bench.report.Report;
import dev.manadeck.bench.subject.CatchingUp;
import dev.manadeck.bench.subject.CatchingUp.Caught;
import dev.manadeck.bench.subject.Operator;
import dev.manadeck.bench.subject.OwnSystem;
import dev.manadeck.bench.subject.Positions;
import dev.manadeck.bench.subject.TestedSystem;
import dev.manadeck.events.Topic;
import dev.manadeck.local.stack.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "projections",
    description =
        "How fast the projections catch up with events that are in the log, each alone and all"
            + " together, beside a consumer that only reads; how soon a command shows in a query.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ProjectionsBenchmark implements Callable<Integer> {
  /** What can be measured without the rest. */
  enum Share {
    ALONE,
    TOGETHER,
    VISIBLE
  }

  private static final Set<Share> CATCHING_UP = EnumSet.of(Share.ALONE, Share.TOGETHER);

  @Mixin private SystemOptions system = new SystemOptions();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Events to catch up with, each time (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--rows",
      paramLabel = "N",
      split = ",",
      defaultValue = "0",
      description =
          "Events that are in the tables before; nearly each is a row. Several numbers, the least"
              + " first: measured with each of them (default: ${DEFAULT-VALUE})")
  private List<Integer> rows = List.of();

  @Option(
      names = "--decks-in-use",
      paramLabel = "N",
      description =
          "Decks that the events to catch up with are about, drawn from those that have rows"
              + " before (default: all, and new ones)")
  private @Nullable Integer decksInUse;

  @Option(
      names = "--events-of-a-deck",
      paramLabel = "N",
      defaultValue = "500",
      description = "Events before there is one more deck (default: ${DEFAULT-VALUE})")
  private int eventsOfADeck;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description = "Commands a second whose way into queries is timed (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "90s",
      description = "Of these commands, ever more of them (default: ${DEFAULT-VALUE})")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--measure",
      paramLabel = "TIME",
      defaultValue = "20s",
      description = "How long they are timed (default: ${DEFAULT-VALUE})")
  private Duration measured = Duration.ZERO;

  @Option(
      names = "--only",
      paramLabel = "SHARE",
      split = ",",
      description = "Some of: alone, together, visible (default: all)")
  private Set<Share> only = EnumSet.allOf(Share.class);

  @Option(
      names = "--projections",
      paramLabel = "NAME",
      split = ",",
      description = "Those that catch up alone (default: all)")
  private List<String> measuredAlone = List.of();

  @Override
  public Integer call() throws InterruptedException {
    Report report = system.report("projections");
    Optional<TestedSystem> running = system.running();
    if (running.isPresent()) {
      measureVisibility(running.get(), report);
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
    if (only.stream().anyMatch(CATCHING_UP::contains)) {
      measureCatchingUp(own, report);
    }
    if (only.contains(Share.VISIBLE)) {
      own.startForCommands();
      own.startForQueries();
      measureVisibility(own.services(), report);
    }
  }

  private void measureCatchingUp(OwnSystem own, Report report) throws InterruptedException {
    Operator operator = new Operator(own.services());
    List<String> projections = operator.projections();
    List<Phase> phases = phases();
    EventSource log = StudyLogs.mixed(phases);
    int written = 0;
    try (Positions positions = new Positions(own)) {
      for (int size = 0; size < rows.size(); size++) {
        String before = ", %,d events in the tables".formatted(rows.get(size));
        Phase filling = phases.get(2 * size);
        if (filling.events() > 0) {
          report.doing("filling the tables from %,d events".formatted(filling.events()));
          LogWriter.write(own.bootstrapServers(), log.part(written, written + filling.events()));
          written += filling.events();
          new CatchingUp(positions, projections).await();
        }
        if (only.contains(Share.ALONE)) {
          projections.forEach(operator::pause);
          write(own, report, log.part(written, written + events));
          written += events;
          measureAlone(own, report, operator, projections, positions, before);
          projections.forEach(operator::resume);
        }
        if (only.contains(Share.TOGETHER)) {
          own.stop(Parts.PROJECTION);
          EventSource part = log.part(written, written + events);
          write(own, report, part);
          written += events;
          measureTogether(own, report, projections, positions, Closeness.of(part), before);
        }
      }
    }
  }

  /** What fills the tables, and what is caught up with then, for each number of rows. */
  private List<Phase> phases() {
    int measuredEach = events * (int) only.stream().filter(CATCHING_UP::contains).count();
    List<Phase> phases = new ArrayList<>();
    int written = 0;
    for (int size : rows) {
      int filling = Math.max(0, size - written);
      phases.add(new Phase.Growing(filling, eventsOfADeck));
      phases.add(
          decksInUse == null
              ? new Phase.Growing(measuredEach, eventsOfADeck)
              : new Phase.Steady(measuredEach, decksInUse));
      written += filling + measuredEach;
    }
    return phases;
  }

  private void measureAlone(
      OwnSystem own,
      Report report,
      Operator operator,
      List<String> projections,
      Positions positions,
      String before)
      throws InterruptedException {
    List<Figure> figures = new ArrayList<>();
    figures.add(plainReading(own));
    for (String projection : measuredAlone.isEmpty() ? projections : measuredAlone) {
      report.doing(projection + " catches up alone");
      CatchingUp catchingUp = new CatchingUp(positions, List.of(projection));
      operator.resume(projection);
      catchingUp.await().forEach(caught -> figures.add(caught.figure()));
      operator.pause(projection);
    }
    report.section("Each projection alone, the others paused" + before, figures);
  }

  private void measureTogether(
      OwnSystem own,
      Report report,
      List<String> projections,
      Positions positions,
      Figure closeness,
      String before)
      throws InterruptedException {
    List<Figure> figures = new ArrayList<>();
    figures.add(closeness);
    figures.add(plainReading(own));
    report.doing("all catch up together");
    CatchingUp catchingUp = new CatchingUp(positions, projections);
    long began = System.nanoTime();
    Thread start = Thread.startVirtualThread(() -> own.start(Parts.PROJECTION));
    Collection<Caught> caught = catchingUp.await();
    Duration sinceStart = Duration.ofNanos(System.nanoTime() - began);
    start.join();
    caught.forEach(one -> figures.add(one.figure()));
    Duration last = caught.stream().map(Caught::took).max(Duration::compareTo).orElseThrow();
    figures.add(new Caught("all, from the first event applied to the last", events, last).figure());
    figures.add(new Caught("all, from the start of the process", events, sinceStart).figure());
    report.section("All projections together, from a cold start" + before, figures);
  }

  private static void write(OwnSystem own, Report report, EventSource source) {
    report.doing("writing events");
    LogWriter.write(own.bootstrapServers(), source);
  }

  private static Figure plainReading(OwnSystem own) {
    return new Figure(
        "a consumer that only reads and decodes the log",
        PlainReader.read(own.bootstrapServers(), EnumSet.allOf(Topic.class)).perSecond(),
        "events/s");
  }

  private void measureVisibility(TestedSystem tested, Report report) throws InterruptedException {
    report.doing("%d commands a second, each followed by its query".formatted(rate));
    VisibleWrites writes = new VisibleWrites(tested);
    writes.warmUp(rate, warmUp);
    report.section(
        "From acknowledgement to visible, %d commands/s".formatted(rate),
        writes.run(rate, measured));
  }
}
