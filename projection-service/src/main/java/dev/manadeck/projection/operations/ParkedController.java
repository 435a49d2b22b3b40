package dev.manadeck.projection.operations;

import dev.manadeck.projection.replay.ActionStore;
import dev.manadeck.projection.replay.Replays;
import dev.manadeck.projection.runtime.ParkedEventQueries;
import dev.manadeck.projection.runtime.ParkedEventQueries.ParkedEvent;
import dev.manadeck.projection.runtime.ParkedEventQueries.WholeEvent;
import dev.manadeck.projection.runtime.ParkedQueues;
import dev.manadeck.projection.runtime.ParkedQueues.Retried;
import dev.manadeck.web.caller.Caller;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ops/parked")
final class ParkedController {
  private static final int MOST = 1_000;

  private final ParkedEventQueries events;
  private final ParkedQueues queues;
  private final Replays replays;
  private final ActionStore actions;

  ParkedController(
      ParkedEventQueries events, ParkedQueues queues, Replays replays, ActionStore actions) {
    this.events = events;
    this.queues = queues;
    this.replays = replays;
    this.actions = actions;
  }

  record SkipForm(@NotBlank @Size(max = 500) String reason) {}

  @GetMapping
  List<ParkedEvent> list() {
    return events.heads(MOST);
  }

  @GetMapping("/{id}")
  ParkedEventJson get(@PathVariable UUID id) {
    return ParkedEventJson.of(known(id));
  }

  @PostMapping("/{id}/retry")
  Retried retry(@PathVariable UUID id, Caller caller) {
    var event = known(id).event();
    actions.add("retry-parked", event.projection(), null, place(event), caller.userId().value());
    return queues.retry(id).orElseThrow(() -> unknown(id));
  }

  @PostMapping("/retry")
  List<Retried> retryAll(Caller caller) {
    actions.add("retry-all-parked", null, null, Map.of(), caller.userId().value());
    return queues.retryAll();
  }

  @PostMapping("/{id}/skip")
  Retried skip(@PathVariable UUID id, @RequestBody @Valid SkipForm form, Caller caller) {
    var event = known(id).event();
    var operator = caller.userId().value();
    var details = Map.of("place", place(event), "reason", form.reason());
    return queues
        .skip(
            id,
            form.reason(),
            operator,
            () -> {
              replays.refuseSkipDuringRun(event.projection());
              actions.add("skip-parked", event.projection(), null, details, operator);
            })
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemKind.CONFLICT,
                    "%s waits behind another event: only the first of a queue can be skipped"
                        .formatted(id)));
  }

  private WholeEvent known(UUID id) {
    return events.find(id).orElseThrow(() -> unknown(id));
  }

  private static Map<String, Object> place(ParkedEvent event) {
    return Map.of("topic", event.topic(), "partition", event.partition(), "offset", event.offset());
  }

  private static ProblemException unknown(UUID id) {
    return new ProblemException(ProblemKind.NOT_FOUND, "There is no parked event %s".formatted(id));
  }
}
