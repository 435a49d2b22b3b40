package dev.manadeck.command.http;

import dev.manadeck.command.http.Submissions.Draft;
import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What every write does: read the request, ask the shard, present the answer. */
@Component
final class Endpoint {
  private final Submissions submissions;
  private final CommandDispatcher dispatcher;

  Endpoint(Submissions submissions, CommandDispatcher dispatcher) {
    this.submissions = submissions;
    this.dispatcher = dispatcher;
  }

  ResponseEntity<?> write(
      CommandKind kind,
      @Nullable ObjectNode body,
      Caller caller,
      HttpServletRequest request,
      Function<Draft, Submission> ask) {
    return dispatcher.dispatch(ask.apply(submissions.of(kind, body, caller, request)));
  }
}
