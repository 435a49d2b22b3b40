/**
 * Builds a projection's tables anew beside the live ones, compares both, and exchanges them; what
 * runs, where and how far, stands in the database, so that any process can go on with it.
 */
@NullMarked
package dev.manadeck.projection.replay;

import org.jspecify.annotations.NullMarked;
