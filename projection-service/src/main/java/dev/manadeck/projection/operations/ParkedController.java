package dev.manadeck.projection.operations;

import dev.manadeck.projection.runtime.ParkedQueues;
import dev.manadeck.projection.runtime.ParkedQueues.ParkedEvent;
import dev.manadeck.projection.runtime.ParkedQueues.Retried;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ops/parked")
final class ParkedController {
  private static final int MOST = 1_000;

  private final ParkedQueues queues;

  ParkedController(ParkedQueues queues) {
    this.queues = queues;
  }

  @GetMapping
  List<ParkedEvent> list() {
    return queues.list(MOST);
  }

  @PostMapping("/{id}/retry")
  Retried retry(@PathVariable UUID id) {
    return queues
        .retry(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemKind.NOT_FOUND, "There is no parked event %s".formatted(id)));
  }

  @PostMapping("/retry")
  List<Retried> retryAll() {
    return queues.retryAll();
  }
}
