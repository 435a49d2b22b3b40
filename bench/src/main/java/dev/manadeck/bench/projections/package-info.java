/** {@code bench projections}: how fast events become rows, and how soon an answer shows in them. */
@NullMarked
package dev.manadeck.bench.projections;

import org.jspecify.annotations.NullMarked;
