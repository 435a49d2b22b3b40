package dev.manadeck.command.shard;

import java.util.Map;
import java.util.SortedMap;

/**
 * A state machine's whole state at some point of the log.
 *
 * @param parts by key
 * @param next for each topic the offset from which on facts are not in the state yet
 */
public record Snapshot(SortedMap<String, byte[]> parts, Map<String, Long> next) {}
