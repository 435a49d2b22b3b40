package dev.manadeck.command.verdict;

import dev.manadeck.events.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, when, and on which condition.
 *
 * @param expectedVersion the version that the client believes to change; absent where it does not
 *     care
 */
public record CommandContext(
    UserId actor, boolean isAdmin, Instant at, @Nullable Long expectedVersion) {
  /** For what is asked once the client's condition is known to hold. */
  public CommandContext withoutCondition() {
    return new CommandContext(actor, isAdmin, at, null);
  }
}
