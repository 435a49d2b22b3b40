/** What learners have done in all, day by day, and beside others. */
@NullMarked
package dev.manadeck.projection.stats;

import org.jspecify.annotations.NullMarked;
