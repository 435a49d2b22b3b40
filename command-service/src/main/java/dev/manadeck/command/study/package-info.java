/** Studying: reviews, sessions and marks on the cards of a deck. Pure. */
@NullMarked
package dev.manadeck.command.study;

import org.jspecify.annotations.NullMarked;
