/** Processes that belong together: started in order, restarted when they die, stopped in order. */
@NullMarked
package dev.manadeck.local.supervision;

import org.jspecify.annotations.NullMarked;
