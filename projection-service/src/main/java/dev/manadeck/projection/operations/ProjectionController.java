package dev.manadeck.projection.operations;

import dev.manadeck.projection.replay.Replay;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replays;
import dev.manadeck.projection.replay.Replays.BesideLive;
import dev.manadeck.web.caller.Caller;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ops/projections")
final class ProjectionController {
  private static final int MOST_RUNS = 100;

  private final ProjectionViews views;
  private final Replays replays;
  private final Clock clock;

  ProjectionController(ProjectionViews views, Replays replays, Clock clock) {
    this.views = views;
    this.replays = replays;
    this.clock = clock;
  }

  @GetMapping
  List<ProjectionJson> list() {
    return views.all();
  }

  @GetMapping("/{name}")
  ProjectionJson get(@PathVariable String name) {
    return known(name);
  }

  @PostMapping("/{name}/pause")
  ProjectionJson pause(@PathVariable String name, Caller caller) {
    known(name);
    replays.pauseLive(name, caller.userId());
    return known(name);
  }

  @PostMapping("/{name}/resume")
  ProjectionJson resume(@PathVariable String name, Caller caller) {
    known(name);
    replays.resumeLive(name, caller.userId());
    return known(name);
  }

  @GetMapping("/{name}/replays")
  List<ReplayJson> runs(@PathVariable String name) {
    known(name);
    return replays.latest(name, MOST_RUNS).stream()
        .map(replay -> ReplayJson.of(replay, clock.instant()))
        .toList();
  }

  @PostMapping("/{name}/replays")
  ResponseEntity<ReplayJson> replay(
      @PathVariable String name,
      @RequestBody(required = false) @Nullable ReplayForm form,
      Caller caller) {
    known(name);
    var posted = form == null ? ReplayForm.EMPTY : form;
    return begun("replays", replays.begin(posted.order(name, clock.instant()), caller.userId()));
  }

  @PostMapping("/{name}/verifications")
  ResponseEntity<ReplayJson> verify(
      @PathVariable String name,
      @RequestBody(required = false) @Valid @Nullable VerificationForm form,
      Caller caller) {
    known(name);
    var maxRate = form == null ? null : form.maxRate();
    return begun(
        "verifications", replays.begin(Order.verification(name, maxRate), caller.userId()));
  }

  @PostMapping("/{name}/rollback")
  ResponseEntity<ReplayJson> rollback(@PathVariable String name, Caller caller) {
    known(name);
    return begun("replays", replays.begin(Order.rollback(name), caller.userId()));
  }

  @GetMapping("/{name}/generations")
  List<BesideLive> generations(@PathVariable String name) {
    return known(name).generations();
  }

  @DeleteMapping("/{name}/generations/{number}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ProjectionJson drop(@PathVariable String name, @PathVariable int number, Caller caller) {
    known(name);
    if (!replays.dropGeneration(name, number, caller.userId())) {
      throw new ProblemException(
          ProblemKind.NOT_FOUND,
          "No generation %d of %s stands beside the live one".formatted(number, name));
    }
    return known(name);
  }

  private ResponseEntity<ReplayJson> begun(String collection, Replay replay) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/ops/%s/%s".formatted(collection, replay.id())))
        .body(ReplayJson.of(replay, clock.instant()));
  }

  private ProjectionJson known(String name) {
    return views
        .of(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemKind.NOT_FOUND, "There is no projection %s".formatted(name)));
  }
}
