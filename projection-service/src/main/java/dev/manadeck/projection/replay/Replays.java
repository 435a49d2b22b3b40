package dev.manadeck.projection.replay;

import dev.manadeck.events.UserId;
import dev.manadeck.projection.log.LogConsumers;
import dev.manadeck.projection.replay.LeaseStore.Wishes;
import dev.manadeck.projection.replay.Replay.Kind;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.runtime.BackgroundDatabase;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.ParkedEventQueries;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projections;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operators ask for: begins, steers and shows runs, and writes down who wanted it. */
public final class Replays {
  private static final Duration LONGEST_WAIT_FOR_RUN = Duration.ofSeconds(2);

  private final Projections projections;
  private final BackgroundDatabase database;
  private final ReplayRunner runner;
  private final Admission admission;
  private final Positions positions;
  private final ReplayStore replays;
  private final GenerationStore generations;
  private final GenerationTableStore tables;
  private final ActionStore actions;

  Replays(
      Projections projections,
      BackgroundDatabase database,
      LogConsumers consumers,
      ReplayProperties properties,
      ReplayRunner runner,
      ParkedEventQueries parkedEvents) {
    this.projections = projections;
    this.database = database;
    this.runner = runner;
    positions = new Positions(database.db(), database.transaction());
    replays = new ReplayStore(database.db());
    generations = new GenerationStore(database.db());
    tables = new GenerationTableStore(database.db());
    admission =
        new Admission(
            () -> consumers.reader("replays-check", properties.gulp()), generations, parkedEvents);
    actions = new ActionStore(database.db());
  }

  /** The request does not fit the present state; the message says why. */
  public static final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
      super(message);
    }
  }

  /**
   * Tables that stand beside the live ones.
   *
   * @param purpose build, rollback or inspection
   * @param tables their names in the schema
   */
  public record BesideLive(
      int number,
      String purpose,
      int codeVersion,
      List<String> tables,
      @Nullable Instant expiresAt,
      Instant createdAt) {}

  /**
   * @throws ConflictException if another run of the projection is under way, or it cannot be done
   */
  public Replay begin(Order order, UserId operator) {
    var projection = projections.get(order.projection());
    positions.register(projection);
    admission.refuseWhatCannotBe(order, projection);
    var begun =
        database
            .transaction()
            .execute(
                status -> {
                  positions.keepParked(projection.name());
                  var created = replays.create(order, projection.codeVersion(), operator.value());
                  created.ifPresent(
                      replay ->
                          actions.add(
                              order.kind().text(),
                              projection.name(),
                              replay.id(),
                              details(order),
                              operator.value()));
                  return created;
                });
    runner.wakeUp();
    return begun.orElseThrow(() -> new ConflictException(alreadyUnderWay(projection.name())));
  }

  private String alreadyUnderWay(String projection) {
    return replays
        .active(projection)
        .map(
            active ->
                "A %s of %s is under way already: %s, asked for by %s"
                    .formatted(
                        active.order().kind().text(),
                        projection,
                        active.id(),
                        active.requestedBy()))
        .orElse("Another run of %s has just ended: try again".formatted(projection));
  }

  private static Map<String, Object> details(Order order) {
    var details = new HashMap<String, Object>();
    switch (order.asOf()) {
      case null -> {}
      case AsOf.AtInstant at -> details.put("asOf", at.instant().toString());
      case AsOf.AtOffsets at -> details.put("asOfOffsets", at.offsets());
    }
    if (order.scope() != null) {
      details.put(order.scope().column(), order.scope().value());
    }
    if (order.maxRate() != null) {
      details.put("maxRate", order.maxRate());
    }
    if (order.isDryRun()) {
      details.put("dryRun", true);
    }
    if (order.kind() == Kind.REBUILD) {
      details.put("swap", order.isSwapWanted());
      details.put("force", order.isForced());
    }
    return details;
  }

  /**
   * In the transaction that skips one of the projection's parked events: a run that has begun would
   * fold it, and a comparison find what the skip has changed.
   *
   * @throws ConflictException if a run is under way
   */
  public void refuseSkipDuringRun(String projection) {
    replays
        .active(projection)
        .ifPresent(
            active -> {
              throw new ConflictException(
                  "A %s of %s is under way and would not leave the event out: skip it when %s is over"
                      .formatted(active.order().kind().text(), projection, active.id()));
            });
  }

  public Optional<Replay> find(UUID id) {
    return replays.find(id);
  }

  public Optional<Replay> active(String projection) {
    return replays.active(projection);
  }

  /**
   * The latest first; of the differences that they found, only how many these are.
   *
   * @param projection null for those of all
   */
  public List<Replay> latest(@Nullable String projection, int limit) {
    return replays.latest(projection, limit);
  }

  public Replay pause(UUID id, UserId operator) {
    return control(id, "pause-replay", new Wishes(true, false), operator);
  }

  public Replay resume(UUID id, UserId operator) {
    return control(id, "resume-replay", new Wishes(false, false), operator);
  }

  /** It ends at its next step; its tables are dropped, and the live ones stay as they are. */
  public Replay cancel(UUID id, UserId operator) {
    return control(id, "cancel-replay", new Wishes(false, true), operator);
  }

  private Replay control(UUID id, String action, Wishes wishes, UserId operator) {
    var controlled =
        database
            .transaction()
            .execute(
                status -> {
                  tables.waitForLocks(LONGEST_WAIT_FOR_RUN);
                  boolean isAccepted = replays.control(id, wishes);
                  var replay = replays.find(id).orElseThrow();
                  if (!isAccepted) {
                    throw new ConflictException(
                        "The %s is %s already"
                            .formatted(replay.order().kind().text(), fate(replay)));
                  }
                  actions.add(action, replay.order().projection(), id, Map.of(), operator.value());
                  return replay;
                });
    runner.wakeUp();
    return controlled;
  }

  private static String fate(Replay replay) {
    return replay.state().isFinal() ? replay.state().text() : "being cancelled";
  }

  /**
   * @return false if it was paused before
   */
  public boolean pauseLive(String projection, UserId operator) {
    positions.register(projections.get(projection));
    return database
        .transaction()
        .execute(
            status -> {
              actions.add("pause", projection, null, Map.of(), operator.value());
              return positions.pause(projection);
            });
  }

  /**
   * @return false if it was not paused
   */
  public boolean resumeLive(String projection, UserId operator) {
    positions.register(projections.get(projection));
    return database
        .transaction()
        .execute(
            status -> {
              actions.add("resume", projection, null, Map.of(), operator.value());
              return positions.resume(projection);
            });
  }

  public List<BesideLive> generations(String projection) {
    var tables = projections.get(projection).allTables();
    return generations.list(projection).stream()
        .map(
            beside ->
                new BesideLive(
                    beside.number(),
                    beside.purpose().name().toLowerCase(Locale.ROOT),
                    beside.codeVersion(),
                    tables.stream()
                        .map(table -> Generation.beside(beside.number()).suffixed(table.name()))
                        .toList(),
                    beside.expiresAt(),
                    beside.createdAt()))
        .toList();
  }

  /**
   * The tables are gone soon after.
   *
   * @return false if there is no such generation
   * @throws ConflictException if a run is at it
   */
  public boolean dropGeneration(String projection, int number, UserId operator) {
    return database
        .transaction()
        .execute(
            status -> {
              var known =
                  generations.list(projection).stream()
                      .filter(beside -> beside.number() == number)
                      .findAny();
              if (known.isEmpty()) {
                return false;
              }
              if (!generations.expire(projection, number)) {
                throw new ConflictException("A run is at generation %d".formatted(number));
              }
              actions.add(
                  "drop-generation",
                  projection,
                  null,
                  Map.of("generation", number),
                  operator.value());
              return true;
            });
  }

  public List<ActionStore.Action> actions(int limit) {
    return actions.latest(limit);
  }

  public int liveCodeVersion(String projection) {
    positions.register(projections.get(projection));
    return generations.liveCodeVersion(projection);
  }
}
