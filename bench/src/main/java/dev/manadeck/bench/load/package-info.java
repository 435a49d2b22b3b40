/** Load over HTTP from outside the system, and how fast it was answered. */
@NullMarked
package dev.manadeck.bench.load;

import org.jspecify.annotations.NullMarked;
