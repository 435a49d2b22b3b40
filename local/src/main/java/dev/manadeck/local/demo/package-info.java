/** Example decks and learners for a first look. */
@NullMarked
package dev.manadeck.local.demo;

import org.jspecify.annotations.NullMarked;
