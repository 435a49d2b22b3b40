package dev.manadeck.projection.stats;

/** What a batch adds to a row of the table {@code studied_cards}. */
record StudiedCardChange(long reviewCount, Span span) {}
