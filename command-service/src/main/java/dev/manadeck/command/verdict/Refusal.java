package dev.manadeck.command.verdict;

import org.jspecify.annotations.Nullable;

/**
 * Why a command is not carried out.
 *
 * @param reason reads "Expected …, but …"
 * @param pointer to the place in what the client sent, where it is one place
 */
public record Refusal(RefusalKind kind, String reason, @Nullable String pointer) {}
