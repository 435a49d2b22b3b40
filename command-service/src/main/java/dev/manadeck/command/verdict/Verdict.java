package dev.manadeck.command.verdict;

import java.util.List;

/** A decider's decision. */
public sealed interface Verdict<E> {
  /** No events: the command is right, and changes nothing. */
  record Accepted<E>(List<E> events) implements Verdict<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Refused<E>(Refusal refusal) implements Verdict<E> {}

  static <E> Verdict<E> accepted(List<? extends E> events) {
    return new Accepted<>(List.copyOf(events));
  }

  static <E> Verdict<E> refused(RefusalKind kind, String reason) {
    return new Refused<>(new Refusal(kind, reason, null));
  }
}
