/** How much answers may hold in memory. */
@NullMarked
package dev.manadeck.projection.room;

import org.jspecify.annotations.NullMarked;
