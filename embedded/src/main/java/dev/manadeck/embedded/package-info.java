/** A real Kafka broker and a real PostgreSQL as durable child processes of whoever starts them. */
@NullMarked
package dev.manadeck.embedded;

import org.jspecify.annotations.NullMarked;
