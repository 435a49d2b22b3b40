/** The state machine that a shard of ManaDeck runs: the aggregates and the memory of commands. */
@NullMarked
package dev.manadeck.command.machine;

import org.jspecify.annotations.NullMarked;
