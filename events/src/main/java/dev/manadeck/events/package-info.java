/** The facts of ManaDeck, and how each stands on the wire. Knows nobody. */
@NullMarked
package dev.manadeck.events;

import org.jspecify.annotations.NullMarked;
