/** The projection service: folds the log into read tables, and answers queries from them. */
@NullMarked
package dev.manadeck.projection;

import org.jspecify.annotations.NullMarked;
