/** What learners know of cards: the fold of their reviews, their marks, and what to study next. */
@NullMarked
package dev.manadeck.projection.progress;

import org.jspecify.annotations.NullMarked;
