/**
 * Folds batches of the log into tables, each batch with its position in one transaction; knows no
 * projection's details, and not where records are read from.
 */
@NullMarked
package dev.manadeck.projection.runtime;

import org.jspecify.annotations.NullMarked;
