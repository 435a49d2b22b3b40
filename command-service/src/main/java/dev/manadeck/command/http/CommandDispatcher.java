package dev.manadeck.command.http;

import dev.manadeck.command.http.Forwarder.Forwarded;
import dev.manadeck.command.kafka.Shards;
import dev.manadeck.command.machine.Answer;
import dev.manadeck.command.machine.Command;
import dev.manadeck.command.shard.Outcome;
import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.command.shard.ShardLocator;
import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Brings a command to the one shard that decides it, here or on another node, and does so again,
 * under the same command id, while shards move or fail. A client sees latency, up to the deadline.
 */
@Component
final class CommandDispatcher {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Shards shards;
  private final ShardHost<Command, ?, Answer> host;
  private final ShardLocator locator;
  private final Forwarder forwarder;
  private final AnswerPresenter presenter;

  CommandDispatcher(
      Shards shards,
      ShardHost<Command, ?, Answer> host,
      ShardLocator locator,
      Forwarder forwarder,
      AnswerPresenter presenter) {
    this.shards = shards;
    this.host = host;
    this.locator = locator;
    this.forwarder = forwarder;
    this.presenter = presenter;
  }

  Response dispatch(Submission submission) {
    return tellingTheKey(
        submission,
        () ->
            switch (ask(submission)) {
              case Heard.Here(var answer) -> presented(answer, submission);
              case Heard.There(var response) -> response;
            });
  }

  /** Empty if the shard is this node's, and does not know the command that is recalled. */
  Optional<Response> recall(Submission recall) {
    return tellingTheKey(
        recall,
        () ->
            switch (ask(recall)) {
              case Heard.Here(Answer.Unheard _) -> Optional.empty();
              case Heard.Here(var answer) -> Optional.of(presented(answer, recall));
              case Heard.There(var response) -> Optional.of(response);
            });
  }

  /** Who is asked to come again, but gave no key, would be somebody new. */
  private static <T> T tellingTheKey(Submission submission, Supplier<T> answer) {
    try {
      return answer.get();
    } catch (ProblemException e) {
      throw e.problem().kind().equals(ProblemKind.UNAVAILABLE)
          ? new ProblemException(
              e.problem()
                  .withHeader(CommandHeaders.IDEMPOTENCY_KEY, submission.command().id().value()))
          : e;
    }
  }

  private Response presented(Answer answer, Submission submission) {
    return Response.own(presenter.present(answer, submission.batch(), submission.deadline()));
  }

  /** An answer of this node's own shard, or the response of the node whose shard it is. */
  private sealed interface Heard {
    record Here(Answer answer) implements Heard {}

    record There(Response response) implements Heard {}
  }

  private Heard ask(Submission submission) {
    try {
      return ask(submission, shards.of(submission.command().request().key()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("The service is shutting down");
    }
  }

  private Heard ask(Submission submission, int shard) throws InterruptedException {
    var pause = FIRST_PAUSE;
    while (true) {
      var left = submission.deadline().left();
      if (left.isNegative()) {
        throw unavailable(
            "The command was not decided in time;"
                + " send it again with the Idempotency-Key of this answer");
      }
      var here = host.submit(shard, submission.command(), left);
      if (here.isPresent()) {
        switch (here.get()) {
          case Outcome.Answered<Answer>(var answer) -> {
            return new Heard.Here(answer);
          }
          case Outcome.Failed<Answer>(var cause) -> throw cause;
          case Outcome.Overloaded<Answer> _ -> throw unavailable("Too many commands are waiting");
          case Outcome.Undetermined<Answer> _ ->
              throw unavailable(
                  "It is not known whether the command was carried out;"
                      + " send it again with the Idempotency-Key of this answer, and it is, but once");
          case Outcome.TimedOut<Answer> _, Outcome.Interrupted<Answer> _ -> {}
        }
      } else if (submission.isForwarded()) {
        throw new ProblemException(
            Forwarder.MISDIRECTED, "Shard %d is not on this node".formatted(shard));
      } else {
        var there =
            locator
                .ownerOf(shard, left)
                .map(owner -> forwarder.forward(submission, owner, submission.deadline().left()));
        if (there.isPresent() && there.get() instanceof Forwarded.Answered(var response)) {
          return new Heard.There(Response.ofOwner(response));
        }
      }
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private static ProblemException unavailable(String detail) {
    return new ProblemException(
        Problem.of(ProblemKind.UNAVAILABLE, detail).retryAfter(RETRY_AFTER));
  }
}
