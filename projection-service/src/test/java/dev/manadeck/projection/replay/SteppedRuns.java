package dev.manadeck.projection.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.DeckId;
import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.log.LogConsumers;
import dev.manadeck.projection.log.LogConsumers.Gulp;
import dev.manadeck.projection.log.TopicProperties;
import dev.manadeck.projection.replay.GenerationStore.Beside;
import dev.manadeck.projection.replay.LeaseStore.Taken;
import dev.manadeck.projection.replay.Replay.Kind;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.BackgroundDatabase;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projections;
import dev.manadeck.projection.runtime.SkippedEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.unit.DataSize;

/** Runs of decks that a test takes and goes on with step by step, by a log that holds one deck. */
final class SteppedRuns implements AutoCloseable, AfterEachCallback, AfterAllCallback {
  private static final Duration NO_SIGN_OF_LIFE_NEEDED = Duration.ofSeconds(-1);
  private static final Gulp GULP = new Gulp(100, DataSize.ofMegabytes(1));
  private static final ReplayProperties PROPERTIES =
      new ReplayProperties(
          1,
          2,
          100,
          GULP.maxRecords(),
          GULP.maxSize(),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1));

  private static final String DECK = "11111111-0000-7000-8000-000000000001";

  final DeckStory story =
      DeckStory.of(DECK, "alice")
          .created("One")
          .detailsChanged("Two")
          .cardAdded(new UUID(1, 1), "front")
          .cardAdded(new UUID(1, 2), "front");
  final KafkaLog log = KafkaLog.withTopics();
  final ProjectionDatabase database = ProjectionDatabase.migrated();
  final BackgroundDatabase background = database.background();
  final ReplayStore replays = new ReplayStore(database.db());
  final LeaseStore leases = new LeaseStore(database.db());
  final GenerationStore generations = new GenerationStore(database.db());

  private SteppedRuns() {
    log.append(story.events());
    new Positions(database.db(), database.transaction()).register(Decks.projection());
  }

  /** The live tables were loaded twice, so that one can go back to tables of the same rows. */
  static SteppedRuns withEarlierTables() {
    var runs = new SteppedRuns();
    for (int i = 0; i < 2; i++) {
      runs.begin(Order.rebuild(Decks.NAME, null, true, true, null));
      runs.run(runs.take("loader")).goOn();
    }
    return runs;
  }

  static Order order(String what) {
    return switch (what) {
      case "rebuild" -> Order.rebuild(Decks.NAME, null, true, false, null);
      case "forced rebuild" -> Order.rebuild(Decks.NAME, null, true, true, null);
      case "inspection" -> Order.rebuild(Decks.NAME, null, false, false, null);
      case "verification" -> Order.verification(Decks.NAME, null);
      case "repair" ->
          Order.repair(Decks.NAME, new Scope.OfDeck(new DeckId(UUID.fromString(DECK))), false);
      case "rollback" -> Order.rollback(Decks.NAME);
      default -> throw new IllegalArgumentException(what);
    };
  }

  void begin(Order order) {
    assertThat(replays.create(order, Decks.projection().codeVersion(), "op")).isPresent();
  }

  Taken take(String runner) {
    return takenMeanwhile(leases, runner).orElseThrow();
  }

  /** In a transaction of its own. */
  Optional<Taken> takenMeanwhile() {
    return background
        .ownTransaction()
        .execute(status -> takenMeanwhile(new LeaseStore(background.db()), "second"));
  }

  private static Optional<Taken> takenMeanwhile(LeaseStore leases, String runner) {
    return leases.take(runner, NO_SIGN_OF_LIFE_NEEDED, Set.of(Decks.NAME), true);
  }

  /** A run whose holder has done all that comes before that state. */
  ReplayRun begunUntil(State state, Order order) {
    return run(heldUntil(state, order));
  }

  Run heldUntil(State state, Order order) {
    begin(order);
    var held = heldBy(take("first"));
    var run = run(held);
    for (var at = State.WAITING; at != state; ) {
      at = run.step(at);
    }
    return held;
  }

  ReplayRun run(Taken taken) {
    return run(heldBy(taken));
  }

  ReplayRun run(Run held) {
    return new ReplayRun(held, PROPERTIES, new BuildProgress());
  }

  LogConsumers consumers() {
    return new LogConsumers(
        Map.of("bootstrap.servers", log.bootstrapServers()), new TopicProperties(log.prefix()));
  }

  int liveGeneration() {
    return new Positions(database.db(), database.transaction())
        .live(Decks.NAME)
        .generation()
        .number();
  }

  /** As live workers would, but by the right of a run under way. */
  void bringLiveTablesUpToDate(Taken taken) {
    var positions = new Positions(background.db(), background.transaction());
    var live = heldBy(taken, positions.live(Decks.NAME).generation());
    try (var follower = new TailFollower(live);
        var reader = live.readers().apply("ends")) {
      follower.catchUp(reader.ends(Decks.projection().topics()));
    }
  }

  Run heldBy(Taken taken) {
    return heldBy(taken, Generation.beside(generation(taken.replay())));
  }

  private Run heldBy(Taken taken, Generation generation) {
    var consumers = consumers();
    return new Run(
        taken.lease(),
        taken.replay(),
        Decks.projection(),
        generation,
        SkippedEvents.of(database.db(), Decks.NAME),
        new RunControl(taken.replay(), () -> false),
        background,
        reader -> consumers.reader(reader, GULP));
  }

  private int generation(Replay replay) {
    if (replay.generation() != null) {
      return replay.generation();
    }
    return replay.order().kind() == Kind.ROLLBACK
        ? generations.kept(Decks.NAME).map(Beside::number).orElseThrow()
        : generations.nextNumber(Decks.NAME);
  }

  /** So that no test sees what another one has left. */
  void endAll() {
    replays.active().forEach(replay -> replays.end(replay.id(), State.CANCELLED, null));
    dropExpired();
  }

  void dropExpired() {
    new ExpiredGenerations(new Projections(List.of(Decks.projection())), background).drop();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    endAll();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    close();
  }

  @Override
  public void close() {
    background.close();
    database.close();
    log.close();
  }
}
