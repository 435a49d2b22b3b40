package dev.manadeck.command.http;

import dev.manadeck.command.http.Submissions.Draft;
import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.events.DeckId;
import dev.manadeck.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BiFunction;
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
  private final CommandTimers timers;

  Endpoint(Submissions submissions, CommandDispatcher dispatcher, CommandTimers timers) {
    this.submissions = submissions;
    this.dispatcher = dispatcher;
    this.timers = timers;
  }

  ResponseEntity<byte[]> write(
      CommandKind kind,
      @Nullable ObjectNode body,
      Caller caller,
      HttpServletRequest request,
      Function<Draft, Submission> ask) {
    return timers.time(
        kind, () -> dispatcher.dispatch(ask.apply(submissions.of(kind, body, caller, request))));
  }

  /**
   * For what costs much to ask: a command that comes again is answered without it, and a node that
   * does not own the shard leaves it to the one that does.
   *
   * @param target of the deck that the command would create
   */
  ResponseEntity<byte[]> writeUnlessKnown(
      CommandKind kind,
      Caller caller,
      HttpServletRequest request,
      Function<Draft, DeckId> target,
      BiFunction<Draft, DeckId, Submission> ask) {
    return timers.time(
        kind,
        () -> {
          var draft = submissions.of(kind, null, caller, request);
          var deck = target.apply(draft);
          return dispatcher
              .recall(draft.recalling(deck))
              .orElseGet(() -> dispatcher.dispatch(ask.apply(draft, deck)));
        });
  }
}
