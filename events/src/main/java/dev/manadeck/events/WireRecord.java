package dev.manadeck.events;

import java.util.List;

/** A fact as bytes: what a producer sends. */
public record WireRecord(Topic topic, String key, List<WireHeader> headers, byte[] value) {}
