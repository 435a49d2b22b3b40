package dev.manadeck.projection.operations;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What may be posted to begin a verification.
 *
 * @param maxRate events a second; null for as fast as the live projections allow
 */
record VerificationForm(@Nullable @Min(1) Integer maxRate) {}
