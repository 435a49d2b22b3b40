package dev.manadeck.command.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.manadeck.command.study.ReviewVerdict;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewId;
import dev.manadeck.web.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each review of a batch, in the order in which they were given. */
record ReviewResults(long accepted, long duplicates, long rejected, List<Result> results) {
  enum Status {
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("duplicate")
    DUPLICATE,
    @JsonProperty("rejected")
    REJECTED
  }

  /**
   * @param httpStatus what the review would have been answered alone
   */
  record Result(
      int index,
      @Nullable ReviewId reviewId,
      Status status,
      @JsonProperty("code") int httpStatus,
      @Nullable String message,
      List<FieldError> errors) {}

  static final class Collector {
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;

    private final List<Result> results = new ArrayList<>();

    void unreadable(List<FieldError> errors) {
      var first = errors.getFirst();
      add(
          null,
          Status.REJECTED,
          BAD_REQUEST,
          "%s: %s".formatted(first.pointer(), first.detail()),
          errors);
    }

    void accepted(CardReviewed event) {
      add(event.reviewId(), Status.ACCEPTED, CREATED, null, List.of());
    }

    /** An id that the service drew names nothing if the review is rejected. */
    void judged(ReviewVerdict verdict, boolean isNamed) {
      switch (verdict) {
        case ReviewVerdict.Accepted(var event) -> accepted(event);
        case ReviewVerdict.Duplicate(var reviewId, _) ->
            add(reviewId, Status.DUPLICATE, OK, null, List.of());
        case ReviewVerdict.Refused(var reviewId, var refusal) ->
            add(
                isNamed ? reviewId : null,
                Status.REJECTED,
                AnswerPresenter.problemKind(refusal.kind()).status(),
                refusal.reason(),
                List.of());
      }
    }

    /** Of a review that was rejected when it came first: it is not accepted now either. */
    void judgedAgain(ReviewVerdict verdict, boolean isNamed) {
      switch (verdict) {
        case ReviewVerdict.Accepted(var event) ->
            add(
                isNamed ? event.reviewId() : null,
                Status.REJECTED,
                CONFLICT,
                "Expected a review that was accepted when it came first, but it was not",
                List.of());
        case ReviewVerdict.Duplicate _, ReviewVerdict.Refused _ -> judged(verdict, isNamed);
      }
    }

    private void add(
        @Nullable ReviewId reviewId,
        Status status,
        int httpStatus,
        @Nullable String message,
        List<FieldError> errors) {
      results.add(new Result(results.size(), reviewId, status, httpStatus, message, errors));
    }

    ReviewResults results() {
      return new ReviewResults(
          count(Status.ACCEPTED), count(Status.DUPLICATE), count(Status.REJECTED), results);
    }

    private long count(Status status) {
      return results.stream().filter(result -> result.status() == status).count();
    }
  }
}
