package dev.manadeck.events;

/** A fact in its envelope, as it stands in the log. */
public record Recorded(Envelope envelope, Event event) {}
