/** Where events are read from: the topics in Kafka, and how our names stand to its names. */
@NullMarked
package dev.manadeck.projection.log;

import org.jspecify.annotations.NullMarked;
