package dev.manadeck.command.shard;

import java.time.Duration;

/**
 * What it took to know a shard's state.
 *
 * @param parts of the snapshot
 * @param facts behind the snapshot
 */
public record Restoration(int parts, long facts, Duration took) {}
