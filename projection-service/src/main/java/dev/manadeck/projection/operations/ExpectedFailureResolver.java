package dev.manadeck.projection.operations;

import dev.manadeck.projection.log.LogAwayException;
import dev.manadeck.projection.replay.Replays;
import dev.manadeck.projection.runtime.Trouble;
import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemKind;
import dev.manadeck.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers requests that failed because the database or Kafka is away, in which nothing is wrong
 * with them, and those that do not fit what is under way.
 */
final class ExpectedFailureResolver implements HandlerExceptionResolver, Ordered {
  private static final Logger log = LoggerFactory.getLogger(ExpectedFailureResolver.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final ProblemWriter writer;

  ExpectedFailureResolver(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    var problem = problem(failure);
    if (problem.isEmpty()) {
      return null;
    }
    log.debug("{} could not be answered", request.getRequestURI(), failure);
    try {
      writer.write(request, response, problem.get());
    } catch (IOException clientGone) {
      log.debug("The client left before it could be told");
    }
    return new ModelAndView();
  }

  private static Optional<Problem> problem(Exception failure) {
    if (failure instanceof Replays.ConflictException) {
      return Optional.of(Problem.of(ProblemKind.CONFLICT, String.valueOf(failure.getMessage())));
    }
    if (failure instanceof LogAwayException) {
      return Optional.of(away("Kafka does not answer right now"));
    }
    if (Trouble.isDatabaseAway(failure)) {
      return Optional.of(away("The database does not answer right now"));
    }
    if (Trouble.isLockRefused(failure)) {
      return Optional.of(away("Others hold what is to be changed right now: try again"));
    }
    return Trouble.isWorthAnotherAttempt(failure)
        ? Optional.of(away("The database was too busy to do that: try again"))
        : Optional.empty();
  }

  private static Problem away(String detail) {
    return Problem.of(ProblemKind.UNAVAILABLE, detail).retryAfter(RETRY_AFTER);
  }
}
