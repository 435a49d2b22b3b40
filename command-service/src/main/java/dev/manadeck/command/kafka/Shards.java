package dev.manadeck.command.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/** Which shard a key belongs to: as Kafka's own default partitioner has it. */
public record Shards(int count) {
  public int of(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % count;
  }
}
