package dev.manadeck.web.query;

import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses parameters with U+0000: PostgreSQL has no such text, so that nothing is found by it. */
final class QueryFilter extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getQueryString() != null) {
      request.getParameterMap().forEach(QueryFilter::refuseUnstorable);
    }
    chain.doFilter(request, response);
  }

  private static void refuseUnstorable(String name, String[] values) {
    if (Arrays.stream(values).anyMatch(value -> value.indexOf('\0') >= 0)) {
      throw new ProblemException(
          ProblemKind.BAD_REQUEST, "Expected text without U+0000 as %s".formatted(name));
    }
  }
}
