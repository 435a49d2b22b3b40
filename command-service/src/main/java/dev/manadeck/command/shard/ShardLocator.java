package dev.manadeck.command.shard;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Tells which node owns a shard, as far as that is known now. */
@FunctionalInterface
public interface ShardLocator {
  Optional<URI> ownerOf(int shard, Duration patience);
}
