package dev.manadeck.projection.operations;

import dev.manadeck.projection.replay.Replay;
import dev.manadeck.projection.replay.Replays;
import dev.manadeck.web.caller.Caller;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Runs: replays, verifications and rollbacks alike. */
@RestController
@RequestMapping({"/api/ops/replays", "/api/ops/verifications"})
final class ReplayController {
  private static final int MOST = 100;

  private final Replays replays;
  private final ReplayStreams streams;
  private final Clock clock;

  ReplayController(Replays replays, ReplayStreams streams, Clock clock) {
    this.replays = replays;
    this.streams = streams;
    this.clock = clock;
  }

  @GetMapping
  List<ReplayJson> latest() {
    return replays.latest(null, MOST).stream().map(this::json).toList();
  }

  @GetMapping("/{id}")
  ReplayJson get(@PathVariable UUID id) {
    return json(known(id));
  }

  @PostMapping("/{id}/pause")
  ReplayJson pause(@PathVariable UUID id, Caller caller) {
    known(id);
    return json(replays.pause(id, caller.userId()));
  }

  @PostMapping("/{id}/resume")
  ReplayJson resume(@PathVariable UUID id, Caller caller) {
    known(id);
    return json(replays.resume(id, caller.userId()));
  }

  @PostMapping("/{id}/cancel")
  ReplayJson cancel(@PathVariable UUID id, Caller caller) {
    known(id);
    return json(replays.cancel(id, caller.userId()));
  }

  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(@PathVariable UUID id) {
    known(id);
    return streams.of(id);
  }

  private ReplayJson json(Replay replay) {
    return ReplayJson.of(replay, clock.instant());
  }

  private Replay known(UUID id) {
    return replays
        .find(id)
        .orElseThrow(
            () -> new ProblemException(ProblemKind.NOT_FOUND, "There is no run %s".formatted(id)));
  }
}
