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

  /**
   * For what costs much to ask: a command that comes again is answered without it, and a node that
   * does not own the shard leaves it to the one that does.
   *
   * @param target of the deck that the command would create
   */
  ResponseEntity<?> writeUnlessKnown(
      CommandKind kind,
      Caller caller,
      HttpServletRequest request,
      Function<Draft, DeckId> target,
      BiFunction<Draft, DeckId, Submission> ask) {
    var draft = submissions.of(kind, null, caller, request);
    var deck = target.apply(draft);
    var known = dispatcher.recall(draft.recalling(deck));
    return known.isPresent() ? known.get() : dispatcher.dispatch(ask.apply(draft, deck));
  }
}
