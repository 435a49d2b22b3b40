package dev.manadeck.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers requests that ended in an exception. Only the unexpected ones are logged, once. */
final class FailedRequests {
  private static final Logger log = LoggerFactory.getLogger(FailedRequests.class);

  private final ExpectedFailures expectedFailures;
  private final ProblemWriter writer;

  FailedRequests(ExpectedFailures expectedFailures, ProblemWriter writer) {
    this.expectedFailures = expectedFailures;
    this.writer = writer;
  }

  void answer(HttpServletRequest request, HttpServletResponse response, Exception failure) {
    if (isClientGone(failure)) {
      return;
    }
    Problem problem =
        expectedFailures.problemOf(failure).orElseGet(() -> unexpected(request, failure));
    try {
      writer.write(request, response, problem);
    } catch (IOException clientGone) {
      log.debug("The client left before it could be told: {}", problem.detail());
    }
  }

  private static Problem unexpected(HttpServletRequest request, Exception failure) {
    UUID report = UUID.randomUUID();
    log.error(
        "Report {}: {} {} failed", report, request.getMethod(), request.getRequestURI(), failure);
    return Problem.of(
        ProblemKind.INTERNAL_ERROR,
        "An unexpected error occurred; it is logged as report %s".formatted(report));
  }

  /**
   * Only the container's own types count: a "connection reset" out of a database driver is a
   * failure of ours.
   */
  private static boolean isClientGone(Exception failure) {
    return Causes.of(failure)
        .anyMatch(
            cause ->
                cause instanceof ClientAbortException
                    || cause instanceof AsyncRequestNotUsableException);
  }
}
