package dev.manadeck.local.operations;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Follows a run to its end: by events, and where these are cut off, by asking. A service that goes
 * away is waited for, since runs survive it.
 */
final class RunWatch {
  private final OperatorApi api;
  private final Patience patience;

  /**
   * @param silence after so long without an event the service is asked
   * @param pause between two questions
   * @param absence after so long without any answer the watch ends
   */
  record Patience(Duration silence, Duration pause, Duration absence) {
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  RunWatch(OperatorApi api, Patience patience) {
    this.api = api;
    this.patience = patience;
  }

  /** A run, and all that was said of it. */
  private record Seen(JsonNode json, Run run) {
    static Seen of(JsonNode json) {
      return new Seen(json, Run.of(json));
    }
  }

  /**
   * @return the run as it ended
   * @throws ApiException if the service has been away for too long
   */
  JsonNode follow(String runId, Consumer<Run> display) {
    while (true) {
      Seen seen = ask(runId);
      display.accept(seen.run());
      if (seen.run().isOver()) {
        return seen.json();
      }
      Optional<JsonNode> end = listen(runId, display);
      if (end.isPresent()) {
        return end.get();
      }
      pause();
    }
  }

  private Seen ask(String runId) {
    long began = System.nanoTime();
    while (true) {
      try {
        return Seen.of(api.get("replays", runId));
      } catch (ApiException e) {
        if (!e.isPassing() || System.nanoTime() - began > patience.absence().toNanos()) {
          throw e;
        }
        pause();
      }
    }
  }

  /** Empty if the events cease before the run is over. */
  private Optional<JsonNode> listen(String runId, Consumer<Run> display) {
    try (EventStream events = api.events(runId)) {
      while (true) {
        switch (events.next(patience.silence())) {
          case EventStream.Signal.Arrived(_, String data) -> {
            Seen seen = Seen.of(OperatorApi.JSON.readTree(data));
            display.accept(seen.run());
            if (seen.run().isOver()) {
              return Optional.of(seen.json());
            }
          }
          case EventStream.Signal.Silence() -> {
            Seen seen = ask(runId);
            display.accept(seen.run());
            if (seen.run().isOver()) {
              return Optional.of(seen.json());
            }
          }
          case EventStream.Signal.Ended() -> {
            return Optional.empty();
          }
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(patience.pause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.unreachable("Interrupted");
    }
  }
}
