package dev.manadeck.events;

/**
 * A fact and all that a fold may need to know besides.
 *
 * @param sequence as in {@link Envelope}
 */
public record Sequenced(Event event, long sequence) {}
