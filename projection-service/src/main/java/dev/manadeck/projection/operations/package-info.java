/** What operators see and do: parked events, and what is answered while the database is away. */
@NullMarked
package dev.manadeck.projection.operations;

import org.jspecify.annotations.NullMarked;
