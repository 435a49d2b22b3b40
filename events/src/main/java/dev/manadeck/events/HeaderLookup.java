package dev.manadeck.events;

import org.jspecify.annotations.Nullable;

/** How the codec sees a record's headers, whoever's client library read them. */
@FunctionalInterface
public interface HeaderLookup {
  byte @Nullable [] valueOf(String name);
}
