/** That the benchmarks measure what they say. */
@NullMarked
package dev.manadeck.bench.report;

import org.jspecify.annotations.NullMarked;
