package dev.manadeck.events;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a fact besides the fact.
 *
 * @param actor the user whose command it was
 * @param commandDigest tells the command from another one that was sent under the same id; absent
 *     where a fact was written by something else than the command service
 * @param sequence the deck's version (for a learner: the profile's) that this fact made, or that it
 *     met if it made none
 * @param traceparent the W3C trace context of the request
 */
public record Envelope(
    EventId id,
    UserId actor,
    CommandId commandId,
    @Nullable String commandDigest,
    long sequence,
    @Nullable String traceparent) {
  public Envelope {
    Objects.requireNonNull(id);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(commandId);
  }
}
