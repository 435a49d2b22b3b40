package dev.manadeck.web.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** Why a request was refused or failed, as it is answered to the client. */
public record Problem(
    ProblemKind kind, String detail, List<FieldError> errors, Map<String, String> headers) {
  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, List.of(), Map.of());
  }

  public Problem withErrors(List<FieldError> errors) {
    return new Problem(kind, detail, errors, headers);
  }

  public Problem withHeader(String name, String value) {
    Map<String, String> extended = new LinkedHashMap<>(headers);
    extended.put(name, value);
    return new Problem(kind, detail, errors, extended);
  }

  public Problem retryAfter(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }

  public int status() {
    return kind.status();
  }
}
