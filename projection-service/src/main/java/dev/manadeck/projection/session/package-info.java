/** Sittings in which learners study: as they started, and what came of them. */
@NullMarked
package dev.manadeck.projection.session;

import org.jspecify.annotations.NullMarked;
