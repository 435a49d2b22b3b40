/** Learners and what they say about themselves. Pure. */
@NullMarked
package dev.manadeck.command.learner;

import org.jspecify.annotations.NullMarked;
