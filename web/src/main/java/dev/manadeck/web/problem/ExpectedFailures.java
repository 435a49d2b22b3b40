package dev.manadeck.web.problem;

import java.util.List;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Knows which exceptions mean bad input, and what to tell the client about each. */
final class ExpectedFailures {
  private final UnreadableJson unreadableJson;

  ExpectedFailures(UnreadableJson unreadableJson) {
    this.unreadableJson = unreadableJson;
  }

  /** Empty for what nobody expected: a bug, or a part of the system that is down. */
  Optional<Problem> problemOf(Throwable failure) {
    return Causes.of(failure)
        .filter(ProblemException.class::isInstance)
        .map(refusal -> ((ProblemException) refusal).problem())
        .findFirst()
        .or(() -> ofSpring(failure));
  }

  private Optional<Problem> ofSpring(Throwable failure) {
    return switch (failure) {
      case HttpMessageNotReadableException unreadable -> Optional.of(unreadable(unreadable));
      case MethodArgumentTypeMismatchException mismatch -> Optional.of(parameter(mismatch));
      case MethodArgumentNotValidException invalid ->
          Optional.of(invalidBody(invalid.getBindingResult()));
      case HandlerMethodValidationException invalid -> Optional.of(invalidParameters(invalid));
      case NoResourceFoundException _, NoHandlerFoundException _ -> Optional.of(nothingHere());
      case RequestRejectedException _ -> Optional.of(rejectedByFirewall());
      case InvalidParameterException invalid -> Optional.of(unreadableParameters(invalid));
      case Throwable other when other instanceof ErrorResponse response -> ofStatus(response);
      default -> Optional.empty();
    };
  }

  private Problem unreadable(HttpMessageNotReadableException unreadable) {
    return switch (unreadable.getCause()) {
      case null -> Problem.of(ProblemKind.BAD_REQUEST, "Expected a JSON body, but there is none");
      case JacksonException json -> unreadableJson.problemOf(json);
      default -> Problem.of(ProblemKind.BAD_REQUEST, "The body cannot be read to its end");
    };
  }

  private static Problem parameter(MethodArgumentTypeMismatchException mismatch) {
    Class<?> required = mismatch.getRequiredType();
    String expected = required == null ? "another value" : ExpectedValue.nameOf(required);
    return Problem.of(
        ProblemKind.BAD_REQUEST,
        "Expected %s as %s, but got %s"
            .formatted(expected, mismatch.getName(), Quotes.of(mismatch.getValue())));
  }

  private static Problem invalidBody(BindingResult result) {
    List<FieldError> errors =
        result.getFieldErrors().stream()
            .map(
                error ->
                    new FieldError(
                        JsonPointers.ofPropertyPath(error.getField()),
                        String.valueOf(error.getDefaultMessage())))
            .toList();
    return Problem.of(
            ProblemKind.BAD_REQUEST,
            errors.isEmpty()
                ? "The body breaks a rule"
                : "%s: %s".formatted(errors.getFirst().pointer(), errors.getFirst().detail()))
        .withErrors(errors);
  }

  private static Problem invalidParameters(HandlerMethodValidationException invalid) {
    if (invalid.isForReturnValue()) {
      throw invalid;
    }
    String detail =
        invalid.getParameterValidationResults().stream()
            .flatMap(
                result ->
                    result.getResolvableErrors().stream()
                        .map(
                            error ->
                                "%s %s"
                                    .formatted(
                                        result.getMethodParameter().getParameterName(),
                                        error.getDefaultMessage())))
            .findFirst()
            .orElse("A parameter breaks a rule");
    return Problem.of(ProblemKind.BAD_REQUEST, detail);
  }

  static Problem nothingHere() {
    return Problem.of(ProblemKind.NOT_FOUND, "There is nothing at this path");
  }

  static Problem rejectedByFirewall() {
    return Problem.of(
        ProblemKind.BAD_REQUEST,
        "The method, the path or a header has characters that are not accepted");
  }

  private static Problem unreadableParameters(InvalidParameterException invalid) {
    return Problem.of(
        ProblemKind.ofStatus(invalid.getErrorCode()),
        "The query has parameters that cannot be decoded");
  }

  private static Optional<Problem> ofStatus(ErrorResponse response) {
    int status = response.getStatusCode().value();
    if (status == ProblemKind.INTERNAL_ERROR.status()) {
      return Optional.empty();
    }
    ProblemKind kind = ProblemKind.ofStatus(status);
    String detail = response.getBody().getDetail();
    Problem problem = Problem.of(kind, detail == null ? kind.title() : detail);
    for (var header : response.getHeaders().headerSet()) {
      problem = problem.withHeader(header.getKey(), String.join(", ", header.getValue()));
    }
    return Optional.of(problem);
  }
}
