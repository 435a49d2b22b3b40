package dev.manadeck.command.http;

import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.web.problem.ProblemKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Passes a request on to the node that owns its shard. The command id goes along, so a request
 * whose answer got lost may be passed on again.
 */
@Component
final class Forwarder {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

  /** A frozen owner is not waited for to the end: by then there may be another one. */
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(3);

  /** How a node answers that was asked in another one's place, and does not pass it on. */
  static final ProblemKind MISDIRECTED =
      new ProblemKind("misdirected", 421, "This node does not own the shard");

  private static final List<String> PASSED_BACK =
      List.of(
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.ETAG,
          HttpHeaders.LOCATION,
          HttpHeaders.RETRY_AFTER,
          HttpHeaders.WWW_AUTHENTICATE,
          CommandHeaders.CONSISTENCY_TOKEN,
          CommandHeaders.IDEMPOTENCY_KEY);

  private final TimedClient client = new TimedClient();

  sealed interface Forwarded {
    record Answered(ResponseEntity<byte[]> response) implements Forwarded {}

    /** Nobody there, or somebody who does not own the shard any more, or not yet. */
    record Unanswered() implements Forwarded {}
  }

  Forwarded forward(Submission submission, URI owner, Duration patience) {
    try {
      var response =
          client.send(
              request(submission, owner),
              BodyHandlers.ofByteArray(),
              attempt(submission, patience));
      return response.statusCode() == MISDIRECTED.status()
          ? new Forwarded.Unanswered()
          : new Forwarded.Answered(passedBack(response));
    } catch (IOException e) {
      LOG.debug("{} does not answer", owner, e);
      return new Forwarded.Unanswered();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Forwarded.Unanswered();
    }
  }

  private static HttpRequest request(Submission submission, URI owner) {
    var command = submission.command();
    var builder =
        HttpRequest.newBuilder(owner.resolve(submission.path()))
            .method(submission.method().name(), body(submission))
            .header(HttpHeaders.AUTHORIZATION, submission.authorization())
            .header(CommandHeaders.IDEMPOTENCY_KEY, command.id().value())
            .header(CommandHeaders.FORWARDED_BY, "command-service");
    if (submission.body() != null) {
      builder.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
    }
    if (command.context().expectedVersion() != null) {
      builder.header(HttpHeaders.IF_MATCH, "\"%d\"".formatted(command.context().expectedVersion()));
    }
    if (submission.consistencyToken() != null) {
      builder.header(CommandHeaders.CONSISTENCY_TOKEN, submission.consistencyToken());
    }
    if (command.traceparent() != null) {
      builder.header("traceparent", command.traceparent());
    }
    return builder.build();
  }

  /** A copy takes as long as reading the original does. */
  private static Duration attempt(Submission submission, Duration patience) {
    var isCopy = submission.command().digest().kind() == CommandKind.COPY_DECK;
    return isCopy || patience.compareTo(LONGEST_ATTEMPT) < 0 ? patience : LONGEST_ATTEMPT;
  }

  private static BodyPublisher body(Submission submission) {
    return submission.body() == null
        ? BodyPublishers.noBody()
        : BodyPublishers.ofString(submission.body().toString());
  }

  private static ResponseEntity<byte[]> passedBack(HttpResponse<byte[]> response) {
    var headers = new HttpHeaders();
    PASSED_BACK.forEach(
        name -> response.headers().firstValue(name).ifPresent(value -> headers.set(name, value)));
    return ResponseEntity.status(response.statusCode()).headers(headers).body(response.body());
  }
}
