/** Logs made up for a benchmark: events as learners would cause them, written straight to Kafka. */
@NullMarked
package dev.manadeck.bench.log;

import org.jspecify.annotations.NullMarked;
