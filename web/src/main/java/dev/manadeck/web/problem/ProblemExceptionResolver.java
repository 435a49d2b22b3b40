package dev.manadeck.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers whatever a controller, or Spring MVC on the way to it, throws. */
final class ProblemExceptionResolver implements HandlerExceptionResolver {
  private final FailedRequests failedRequests;

  ProblemExceptionResolver(FailedRequests failedRequests) {
    this.failedRequests = failedRequests;
  }

  @Override
  public ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    failedRequests.answer(request, response, failure);
    return new ModelAndView();
  }
}
