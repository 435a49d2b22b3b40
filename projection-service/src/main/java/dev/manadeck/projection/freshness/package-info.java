/** Queries that see what their caller has written: they wait for the caller's own events. */
@NullMarked
package dev.manadeck.projection.freshness;

import org.jspecify.annotations.NullMarked;
