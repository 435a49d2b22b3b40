/** What every decider shares: who asks, and what a decision looks like. Pure. */
@NullMarked
package dev.manadeck.command.verdict;

import org.jspecify.annotations.NullMarked;
