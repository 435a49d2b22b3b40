/** One real Kafka broker and one real PostgreSQL for all integration tests of a JVM. */
@NullMarked
package dev.manadeck.testing;

import org.jspecify.annotations.NullMarked;
