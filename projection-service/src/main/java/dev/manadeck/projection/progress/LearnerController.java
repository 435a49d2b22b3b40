package dev.manadeck.projection.progress;

import dev.manadeck.events.DeckId;
import dev.manadeck.projection.deck.VisibleDeckQueries;
import dev.manadeck.projection.freshness.ReadsFrom;
import dev.manadeck.projection.learner.LearnerQueries;
import dev.manadeck.projection.paging.Paging;
import dev.manadeck.projection.room.CardRoom;
import dev.manadeck.projection.runtime.Snapshots;
import dev.manadeck.projection.runtime.Snapshots.Snapshot;
import dev.manadeck.scheduling.SchedulerSettings;
import dev.manadeck.web.caller.Caller;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is due to the caller over all decks: own ones, and public ones that the caller studies. */
@RestController
@RequestMapping("/api")
@ReadsFrom({VisibleDeckQueries.PROJECTION, CardProgressProjection.NAME, LearnerQueries.PROJECTION})
final class LearnerController {
  private static final int MOST_DAYS = 365;

  private final VisibleDeckQueries decks;
  private final ProgressQueries progress;
  private final LearnerQueries learners;
  private final KnownSettings knownSettings;
  private final CardRoom cardRoom;
  private final Clock clock;
  private final Snapshot snapshot;

  LearnerController(
      VisibleDeckQueries decks,
      ProgressQueries progress,
      LearnerQueries learners,
      KnownSettings knownSettings,
      CardRoom cardRoom,
      Clock clock,
      Snapshots snapshots) {
    this.decks = decks;
    this.progress = progress;
    this.learners = learners;
    this.knownSettings = knownSettings;
    this.cardRoom = cardRoom;
    this.clock = clock;
    snapshot =
        snapshots.of(
            VisibleDeckQueries.PROJECTION, CardProgressProjection.NAME, LearnerQueries.PROJECTION);
  }

  /** New cards come from own decks alone: nobody studies all public decks. */
  @GetMapping("/study/queue")
  List<StudyCardJson> queue(@RequestParam(defaultValue = "20") int limit, Caller caller) {
    int most = Paging.acceptedLimit(limit);
    return snapshot.read(() -> queue(caller, most));
  }

  private List<StudyCardJson> queue(Caller caller, int most) {
    var settings = settings(caller);
    var due = due(caller, settings, most);
    var queue =
        due.size() == most
            ? due
            : Stream.concat(
                    due.stream(), progress.newCards(caller.userId(), most - due.size()).stream())
                .toList();
    return progress.withContents(queue, ruling(settings), cardRoom.shareOfRequest());
  }

  private List<StudyCard> due(Caller caller, Map<DeckId, SchedulerSettings> settings, int most) {
    try (var reviewed = progress.reviewed(caller.userId(), settings.keySet())) {
      return StudyQueue.due(reviewed, ruling(settings), clock.instant(), most);
    }
  }

  @GetMapping("/me/forecast")
  List<ForecastJson> forecast(@RequestParam(defaultValue = "7") int days, Caller caller) {
    if (days < 1 || days > MOST_DAYS) {
      throw new ProblemException(
          ProblemKind.BAD_REQUEST,
          "Expected days from 1 to %d, but got %d".formatted(MOST_DAYS, days));
    }
    return snapshot.read(
        () -> {
          var settings = settings(caller);
          try (var reviewed = progress.reviewed(caller.userId(), settings.keySet())) {
            return ForecastJson.of(
                reviewed,
                ruling(settings),
                learners.calendar(caller.userId()),
                clock.instant(),
                days);
          }
        });
  }

  private Map<DeckId, SchedulerSettings> settings(Caller caller) {
    var known = new HashMap<DeckId, SchedulerSettings>();
    decks
        .studied(caller.userId())
        .forEach((deckId, settings) -> known.put(deckId, knownSettings.of(settings)));
    return known;
  }

  /** A deck without reviews has only new cards, for which all settings come to the same. */
  private static Function<DeckId, SchedulerSettings> ruling(
      Map<DeckId, SchedulerSettings> settings) {
    return deckId -> settings.getOrDefault(deckId, SchedulerSettings.DEFAULT);
  }
}
