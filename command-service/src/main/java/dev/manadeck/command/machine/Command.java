package dev.manadeck.command.machine;

import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.events.CommandId;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param digest tells it from another command that was sent under the same id
 * @param bytes how many it holds, about
 */
public record Command(
    CommandId id,
    CommandDigest digest,
    CommandContext context,
    @Nullable String traceparent,
    Request request,
    long bytes) {}
