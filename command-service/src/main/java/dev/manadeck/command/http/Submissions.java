package dev.manadeck.command.http;

import dev.manadeck.command.deck.DeckCommand;
import dev.manadeck.command.learner.LearnerCommand;
import dev.manadeck.command.machine.Command;
import dev.manadeck.command.machine.CommandDigest;
import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.command.machine.Request;
import dev.manadeck.command.study.StudyCommand;
import dev.manadeck.command.study.StudyCommand.Review;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckId;
import dev.manadeck.web.caller.Caller;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads from a request what every command needs. */
@Component
final class Submissions {
  private static final Pattern VERSION_TAG = Pattern.compile("\"([0-9]{1,18})\"");

  /** What every header can carry, also from node to node. */
  private static final Pattern IDEMPOTENCY_KEY =
      Pattern.compile("(?! *$)[ -~]{1,%d}".formatted(CommandId.MAX_LENGTH));

  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private final Clock clock;
  private final NewIds ids;
  private final Duration patience;

  Submissions(Clock clock, NewIds ids, DispatchSettings settings) {
    this.clock = clock;
    this.ids = ids;
    this.patience = settings.deadline();
  }

  Draft of(CommandKind kind, @Nullable ObjectNode body, Caller caller, HttpServletRequest request) {
    var target = request.getMethod() + " " + request.getRequestURI();
    var text = body == null ? "" : body.toString();
    return new Draft(
        Deadline.in(patience),
        commandId(request),
        CommandDigest.of(kind, target, text),
        new CommandContext(
            caller.userId(),
            caller.isAdmin(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            expectedVersion(request)),
        traceparent(request),
        request,
        body,
        text.length());
  }

  /** Lacks only what is asked. */
  record Draft(
      Deadline deadline,
      CommandId id,
      CommandDigest digest,
      CommandContext context,
      @Nullable String traceparent,
      HttpServletRequest request,
      @Nullable ObjectNode body,
      long bytes) {
    Submission asking(DeckCommand command) {
      return asking(new Request.OfDeck(command), ReviewBatch.NONE);
    }

    /**
     * @param bytes that it holds besides the body of the request
     */
    Submission asking(DeckCommand command, long bytes) {
      return new Draft(
              deadline, id, digest, context, traceparent, request, body, this.bytes + bytes)
          .asking(command);
    }

    Draft withoutCondition() {
      return new Draft(
          deadline, id, digest, context.withoutCondition(), traceparent, request, body, bytes);
    }

    Submission asking(StudyCommand command) {
      return asking(new Request.OfStudy(command), ReviewBatch.NONE);
    }

    Submission asking(LearnerCommand command) {
      return asking(new Request.OfLearner(command), ReviewBatch.NONE);
    }

    Submission asking(DeckId deck, ReviewBatch batch) {
      return asking(new Request.OfStudy(new Review(deck, batch.readable())), batch);
    }

    /** Whether this command was decided before, in the shard of the deck. */
    Submission recalling(DeckId deck) {
      return asking(new Request.Recall(deck), ReviewBatch.NONE);
    }

    private Submission asking(Request asked, ReviewBatch batch) {
      return new Submission(
          new Command(id, digest, context, traceparent, asked, bytes),
          deadline,
          HttpMethod.valueOf(request.getMethod()),
          request.getRequestURI(),
          request.getHeader(HttpHeaders.AUTHORIZATION),
          body,
          batch,
          request.getHeader(CommandHeaders.CONSISTENCY_TOKEN),
          request.getHeader(CommandHeaders.FORWARDED_BY) != null);
    }
  }

  private CommandId commandId(HttpServletRequest request) {
    var key = request.getHeader(CommandHeaders.IDEMPOTENCY_KEY);
    if (key == null) {
      return ids.commandId();
    }
    if (!IDEMPOTENCY_KEY.matcher(key).matches()) {
      throw new ProblemException(
          ProblemKind.BAD_REQUEST,
          "Expected an %s of 1 to %d characters of ASCII, but got another"
              .formatted(CommandHeaders.IDEMPOTENCY_KEY, CommandId.MAX_LENGTH));
    }
    return new CommandId(key);
  }

  private static @Nullable Long expectedVersion(HttpServletRequest request) {
    var tag = request.getHeader(HttpHeaders.IF_MATCH);
    if (tag == null || tag.equals("*")) {
      return null;
    }
    var matcher = VERSION_TAG.matcher(tag);
    if (!matcher.matches()) {
      throw new ProblemException(
          ProblemKind.BAD_REQUEST,
          "Expected an If-Match such as \"3\" (in quotes), but got another");
    }
    return Long.valueOf(matcher.group(1));
  }

  private static @Nullable String traceparent(HttpServletRequest request) {
    var traceparent = request.getHeader("traceparent");
    return traceparent != null && TRACE_PARENT.matcher(traceparent).matches() ? traceparent : null;
  }
}
