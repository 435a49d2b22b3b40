/** What learners have said about themselves. */
@NullMarked
package dev.manadeck.projection.learner;

import org.jspecify.annotations.NullMarked;
