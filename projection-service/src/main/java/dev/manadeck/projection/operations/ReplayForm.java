package dev.manadeck.projection.operations;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.replay.AsOf;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Scope;
import dev.manadeck.web.problem.FieldError;
import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is posted to begin a replay; nothing at all is a replay of everything. */
record ReplayForm(
    @Nullable Instant asOf,
    @Nullable Map<String, Long> asOfOffsets,
    @Nullable Integer maxRate,
    @Nullable Boolean swap,
    @Nullable Boolean force,
    @Nullable Boolean dryRun,
    @Nullable Part scope) {
  static final ReplayForm EMPTY = new ReplayForm(null, null, null, null, null, null, null);

  record Part(
      @JsonAlias("deck") @Nullable UUID deckId,
      @JsonAlias({"learner", "userId"}) @Nullable UserId learnerId) {

    Scope scope() {
      if (deckId != null && learnerId == null) {
        return new Scope.OfDeck(new DeckId(deckId));
      }
      if (learnerId != null && deckId == null) {
        return new Scope.OfLearner(learnerId);
      }
      throw refused("/scope", "must name either a deckId or a learnerId");
    }
  }

  Order order(String projection, Instant now) {
    if (maxRate != null && maxRate < 1) {
      throw refused("/maxRate", "must be at least 1");
    }
    if (asOf != null && asOf.isBefore(Instant.EPOCH)) {
      throw malformed("/asOf", "must not be before 1970");
    }
    if (asOf != null && asOf.isAfter(now)) {
      throw refused("/asOf", "must not be in the future");
    }
    return scope == null ? rebuild(projection) : repair(projection, scope.scope());
  }

  private Order rebuild(String projection) {
    if (isTrue(dryRun)) {
      throw refused("/dryRun", "needs a scope; a verification compares everything");
    }
    var part = part();
    if (part != null && isTrue(swap)) {
      throw refused("/swap", "must not be true with asOf: old rows never become the live ones");
    }
    boolean isSwapWanted = part == null && !Boolean.FALSE.equals(swap);
    return Order.rebuild(projection, part, isSwapWanted, isTrue(force), maxRate);
  }

  private Order repair(String projection, Scope part) {
    if (part() != null) {
      throw refused("/asOf", "must not come with a scope");
    }
    if (swap != null) {
      throw refused("/swap", "must not come with a scope: rows are replaced in the live tables");
    }
    if (force != null) {
      throw refused("/force", "must not come with a scope: there is no swap to force");
    }
    if (maxRate != null) {
      throw refused("/maxRate", "must not come with a scope: a part is read at full speed");
    }
    return Order.repair(projection, part, isTrue(dryRun));
  }

  private @Nullable AsOf part() {
    if (asOf != null && asOfOffsets != null) {
      throw refused("/asOfOffsets", "must not come with asOf");
    }
    if (asOf != null) {
      return new AsOf.AtInstant(asOf);
    }
    if (asOfOffsets == null) {
      return null;
    }
    if (asOfOffsets.isEmpty() || asOfOffsets.values().stream().anyMatch(ReplayForm::isNoOffset)) {
      throw refused("/asOfOffsets", "must name partitions with offsets of at least 0");
    }
    return AsOf.AtOffsets.of(asOfOffsets);
  }

  private static boolean isNoOffset(@Nullable Long offset) {
    return offset == null || offset < 0;
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  private static ProblemException malformed(String pointer, String message) {
    return problem(ProblemKind.BAD_REQUEST, pointer, message);
  }

  private static ProblemException refused(String pointer, String message) {
    return problem(ProblemKind.UNPROCESSABLE, pointer, message);
  }

  private static ProblemException problem(ProblemKind kind, String pointer, String message) {
    return new ProblemException(
        Problem.of(kind, "The replay cannot be begun")
            .withErrors(List.of(new FieldError(pointer, message))));
  }
}
