/**
 * One single-threaded writer for each shard, whose state is the fold of the shard's partitions.
 * Written once for any state machine; knows nothing of decks, HTTP or Kafka.
 */
@NullMarked
package dev.manadeck.command.shard;

import org.jspecify.annotations.NullMarked;
