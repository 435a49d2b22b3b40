package dev.manadeck.command.machine;

import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.study.ReviewVerdict;
import dev.manadeck.command.verdict.Refusal;
import dev.manadeck.events.Recorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client hears of its command. */
public sealed interface Answer {
  /**
   * @param span where the command's facts stand; absent if it changed nothing
   * @param facts absent where the command came again: its facts are then to be read from the log
   * @param aftermath what the facts alone do not tell
   * @param seen the newest fact that the answer may rest on, where the command changed nothing
   */
  record Done(
      CommandKind kind,
      @Nullable Span span,
      @Nullable List<Recorded> facts,
      @Nullable Aftermath aftermath,
      @Nullable Location seen)
      implements Answer {}

  /**
   * @param span absent if no review was accepted
   * @param seen the newest fact that the answer may rest on, where no review was accepted
   */
  record Reviewed(List<ReviewVerdict> verdicts, @Nullable Span span, @Nullable Location seen)
      implements Answer {}

  /**
   * A batch that came again.
   *
   * @param verdicts on the reviews as if they came now; those that were accepted then stand in the
   *     log
   */
  record ReviewedBefore(List<ReviewVerdict> verdicts, Span span) implements Answer {}

  /** A review that was given before, by another command. */
  record KnownReview(Span span) implements Answer {}

  /** To a recall: the command was not decided before. */
  record Unheard() implements Answer {}

  record Refused(CommandKind kind, Refusal refusal) implements Answer {}
}
