/** Keys that rows of several projections have. */
@NullMarked
package dev.manadeck.projection.rowkey;

import org.jspecify.annotations.NullMarked;
