package dev.manadeck.projection.freshness;

import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds a query back until the tables that it reads are as fresh as its caller asks. */
final class FreshReadInterceptor implements HandlerInterceptor {
  private static final String TOKEN = "Consistency-Token";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final ProblemKind STALE_READ =
      new ProblemKind("stale-read", 503, "The tables are not yet as fresh as was asked");

  private final FreshReads freshReads;

  FreshReadInterceptor(FreshReads freshReads) {
    this.freshReads = freshReads;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws InterruptedException {
    var given = Collections.list(request.getHeaders(TOKEN));
    var reads = handler instanceof HandlerMethod method ? readsFrom(method) : null;
    if (!given.isEmpty() && reads != null) {
      var token = parse(String.join(",", given));
      if (!freshReads.await(token, List.of(reads.value()))) {
        throw new ProblemException(
            Problem.of(STALE_READ, "The events that the token names are not applied yet")
                .retryAfter(RETRY_AFTER));
      }
    }
    return true;
  }

  private static @Nullable ReadsFrom readsFrom(HandlerMethod method) {
    var own = method.getMethodAnnotation(ReadsFrom.class);
    return own == null ? method.getBeanType().getAnnotation(ReadsFrom.class) : own;
  }

  private static ConsistencyToken parse(String text) {
    try {
      return ConsistencyToken.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemKind.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }
}
