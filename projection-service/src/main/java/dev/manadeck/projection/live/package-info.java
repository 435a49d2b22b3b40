/** Keeps the live tables up with the log: the workers that read Kafka, and where they stand. */
@NullMarked
package dev.manadeck.projection.live;

import org.jspecify.annotations.NullMarked;
