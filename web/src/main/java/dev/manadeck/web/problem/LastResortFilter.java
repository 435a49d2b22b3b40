package dev.manadeck.web.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers what other filters throw, so that it does not reach the container's error page. */
final class LastResortFilter extends OncePerRequestFilter {
  private final FailedRequests failedRequests;

  LastResortFilter(FailedRequests failedRequests) {
    this.failedRequests = failedRequests;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
    try {
      chain.doFilter(request, response);
    } catch (Exception failure) {
      failedRequests.answer(request, response, failure);
    }
  }
}
