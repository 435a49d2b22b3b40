package dev.manadeck.bench.log;

/** A partition of the log. */
public record LogPlace(String topic, int partition) {}
