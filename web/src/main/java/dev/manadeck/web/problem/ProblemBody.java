package dev.manadeck.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem on the wire. {@code message} repeats {@code detail} for simple clients. */
record ProblemBody(
    URI type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    String message,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {
  static ProblemBody of(Problem problem, @Nullable String instance) {
    return new ProblemBody(
        problem.kind().type(),
        problem.kind().title(),
        problem.status(),
        problem.detail(),
        instance,
        problem.detail(),
        problem.errors());
  }
}
