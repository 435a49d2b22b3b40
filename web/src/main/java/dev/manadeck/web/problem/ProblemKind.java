package dev.manadeck.web.problem;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * A kind of problem, known to clients by its {@link #type()}. The name never changes once released;
 * the title is the same for every problem of the kind.
 */
public record ProblemKind(String name, int status, String title) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public static final ProblemKind BAD_REQUEST =
      new ProblemKind("bad-request", 400, "The request cannot be understood");
  public static final ProblemKind UNAUTHENTICATED =
      new ProblemKind("unauthenticated", 401, "A valid token is needed");
  public static final ProblemKind FORBIDDEN =
      new ProblemKind("forbidden", 403, "The caller may not do this");
  public static final ProblemKind NOT_FOUND =
      new ProblemKind("not-found", 404, "There is no such thing");
  public static final ProblemKind METHOD_NOT_ALLOWED =
      new ProblemKind("method-not-allowed", 405, "The method does not fit the path");
  public static final ProblemKind NOT_ACCEPTABLE =
      new ProblemKind("not-acceptable", 406, "No acceptable representation");
  public static final ProblemKind CONFLICT =
      new ProblemKind("conflict", 409, "The request does not fit the present state");
  public static final ProblemKind PRECONDITION_FAILED =
      new ProblemKind("precondition-failed", 412, "Another version is current");
  public static final ProblemKind TOO_LARGE =
      new ProblemKind("too-large", 413, "The request is too large");
  public static final ProblemKind UNSUPPORTED_MEDIA_TYPE =
      new ProblemKind("unsupported-media-type", 415, "The media type is not supported");
  public static final ProblemKind UNPROCESSABLE =
      new ProblemKind("unprocessable", 422, "The request breaks a rule");
  public static final ProblemKind INTERNAL_ERROR =
      new ProblemKind("internal-error", 500, "An unexpected error occurred");
  public static final ProblemKind UNAVAILABLE =
      new ProblemKind("unavailable", 503, "The service cannot answer right now");

  private static final List<ProblemKind> OF_HTTP =
      List.of(
          BAD_REQUEST,
          UNAUTHENTICATED,
          FORBIDDEN,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          CONFLICT,
          PRECONDITION_FAILED,
          TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          UNPROCESSABLE,
          INTERNAL_ERROR,
          UNAVAILABLE);

  public ProblemKind {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Expected words joined by hyphens, but got " + name);
    }
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("Expected a status of 400 to 599, but got " + status);
    }
  }

  public URI type() {
    return URI.create("urn:manadeck:problem:" + name);
  }

  static ProblemKind ofStatus(int status) {
    return OF_HTTP.stream()
        .filter(kind -> kind.status == status)
        .findFirst()
        .orElseGet(() -> new ProblemKind("http-" + status, status, reasonPhrase(status)));
  }

  private static String reasonPhrase(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "HTTP status " + status : known.getReasonPhrase();
  }
}
