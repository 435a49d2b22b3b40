/**
 * What operators ask of a running ManaDeck through the launcher, near or far, and how it is told to
 * people and to scripts.
 */
@NullMarked
package dev.manadeck.local.operations;

import org.jspecify.annotations.NullMarked;
