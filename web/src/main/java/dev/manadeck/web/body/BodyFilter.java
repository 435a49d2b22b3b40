package dev.manadeck.web.body;

import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are too large or packed in a way that nobody here unpacks. */
final class BodyFilter extends OncePerRequestFilter {
  private static final String ACCEPTED = "application/json";

  private final long maxBytes;

  BodyFilter(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (hasWildcard(request.getContentType())) {
      throw notSupported("not a type with a wildcard");
    }
    long length = request.getContentLengthLong();
    boolean chunked = length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    if (length > 0 || chunked) {
      refuseUnreadable(request);
    }
    if (length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    chain.doFilter(chunked ? new LimitedRequest(request, maxBytes) : request, response);
  }

  static ProblemException tooLarge(long maxBytes) {
    return new ProblemException(
        ProblemKind.TOO_LARGE, "Expected a body of at most %d bytes".formatted(maxBytes));
  }

  /** Forms are refused here because they would be read into memory, or onto the disk, unasked. */
  private static void refuseUnreadable(HttpServletRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new ProblemException(
          Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Expected a body without Content-Encoding")
              .withHeader(HttpHeaders.ACCEPT_ENCODING, "identity"));
    }
    if (isForm(request.getContentType())) {
      throw notSupported("not a form");
    }
  }

  private static ProblemException notSupported(String but) {
    return new ProblemException(
        Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Expected %s, %s".formatted(ACCEPTED, but))
            .withHeader(HttpHeaders.ACCEPT, ACCEPTED));
  }

  /** Spring fails on it, with a body or without. */
  private static boolean hasWildcard(@Nullable String contentType) {
    return contentType != null && contentType.contains("*");
  }

  private static boolean isForm(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    return type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded");
  }
}
