package dev.manadeck.projection.runtime;

/** How events become the rows of one table, and how these are read and written. */
public record TableFold<K extends Comparable<K>, R>(
    Projector<K, R> projector, RowStore<K, R> store) {}
