/** That the benchmarks measure what they say. */
@NullMarked
package dev.manadeck.bench;

import org.jspecify.annotations.NullMarked;
