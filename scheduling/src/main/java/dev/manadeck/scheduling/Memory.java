package dev.manadeck.scheduling;

/**
 * What FSRS knows of a memory, as it is stored.
 *
 * @param stability days until the chance of recall has fallen to 90 %
 * @param difficulty 1 (easy) to 10
 */
public record Memory(double stability, double difficulty) {}
