/** That the benchmarks measure what they say. */
@NullMarked
package dev.manadeck.bench.load;

import org.jspecify.annotations.NullMarked;
