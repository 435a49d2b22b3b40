/** That the benchmarks measure what they say. */
@NullMarked
package dev.manadeck.bench.log;

import org.jspecify.annotations.NullMarked;
