/** {@code bench replay}: how fast a projection is built anew. */
@NullMarked
package dev.manadeck.bench.replay;

import org.jspecify.annotations.NullMarked;
