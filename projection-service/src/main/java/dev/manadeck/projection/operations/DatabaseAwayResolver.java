package dev.manadeck.projection.operations;

import dev.manadeck.projection.runtime.Trouble;
import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemKind;
import dev.manadeck.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers queries that failed because the database is away: nothing is wrong with the request. */
final class DatabaseAwayResolver implements HandlerExceptionResolver, Ordered {
  private static final Logger log = LoggerFactory.getLogger(DatabaseAwayResolver.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final ProblemWriter writer;

  DatabaseAwayResolver(ProblemWriter writer) {
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
    if (!Trouble.isDatabaseAway(failure)) {
      return null;
    }
    log.debug("{} could not be answered", request.getRequestURI(), failure);
    try {
      writer.write(
          request,
          response,
          Problem.of(ProblemKind.UNAVAILABLE, "The database does not answer right now")
              .retryAfter(RETRY_AFTER));
    } catch (IOException clientGone) {
      log.debug("The client left before it could be told");
    }
    return new ModelAndView();
  }
}
