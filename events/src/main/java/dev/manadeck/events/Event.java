package dev.manadeck.events;

import java.time.Instant;

/** A fact. It happened, is never changed, and is read by programs that are not ours. */
public sealed interface Event permits DeckEvent, ReviewEvent, SessionEvent, LearnerEvent {
  /** The record's key in Kafka; facts of one key stay in order. */
  String key();

  Instant occurredAt();
}
