/** The shards' logs and their ownership, as Kafka gives them. */
@NullMarked
package dev.manadeck.command.kafka;

import org.jspecify.annotations.NullMarked;
