package dev.manadeck.web.caller;

import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemKind;
import dev.manadeck.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers callers who are not known, or not allowed, as RFC 6750 wants it. */
final class BearerChallenges implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final String CHALLENGE = "Bearer realm=\"manadeck\"";

  private final ProblemWriter writer;
  private final Duration keyRefreshInterval;

  BearerChallenges(ProblemWriter writer, Duration keyRefreshInterval) {
    this.writer = writer;
    this.keyRefreshInterval = keyRefreshInterval;
  }

  static Problem tokenMissing() {
    return Problem.of(
            ProblemKind.UNAUTHENTICATED, "Expected a header Authorization: Bearer <token>")
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    writer.write(request, response, problemOf(failure));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    writer.write(
        request,
        response,
        Problem.of(ProblemKind.FORBIDDEN, "Expected a token with the role operator or admin")
            .withHeader(
                HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\""));
  }

  private Problem problemOf(AuthenticationException failure) {
    return switch (failure) {
      case KeysUnavailableException _ ->
          Problem.of(
                  ProblemKind.UNAVAILABLE,
                  "The token cannot be checked, because its issuer's keys cannot be fetched")
              .retryAfter(keyRefreshInterval);
      case OAuth2AuthenticationException invalid -> tokenInvalid(invalid);
      default -> tokenMissing();
    };
  }

  private static Problem tokenInvalid(OAuth2AuthenticationException invalid) {
    String reason =
        Objects.requireNonNullElse(invalid.getError().getDescription(), "The token is not good");
    return Problem.of(ProblemKind.UNAUTHENTICATED, reason)
        .withHeader(
            HttpHeaders.WWW_AUTHENTICATE,
            "%s, error=\"invalid_token\", error_description=\"%s\"".formatted(CHALLENGE, reason));
  }
}
