package dev.manadeck.projection.runtime;

/**
 * What a batch does to a position.
 *
 * @param from the next offset that must stand there, or the batch is not ours to write
 */
public record Move(long ownerEpoch, long from, long to) {}
