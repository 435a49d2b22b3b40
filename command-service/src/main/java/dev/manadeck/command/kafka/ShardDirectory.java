package dev.manadeck.command.kafka;

import dev.manadeck.command.shard.ShardLocator;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who owns which shard, as the consumer group describes itself. A member's client id is its URL.
 */
final class ShardDirectory implements ShardLocator {
  private static final Logger LOG = LoggerFactory.getLogger(ShardDirectory.class);
  private static final Duration FRESH = Duration.ofMillis(500);
  private static final Duration LONGEST_ASKING = Duration.ofSeconds(3);

  private record Owner(String memberId, String clientId) {}

  private record Asked(CompletableFuture<Map<Integer, Owner>> owners, long at) {}

  private final Admin admin;
  private final String group;
  private @Nullable Asked lastAsked;

  ShardDirectory(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
  }

  /** What was known lately; empty while the group is being rebalanced, or nobody can tell. */
  @Override
  public Optional<URI> ownerOf(int shard, Duration patience) {
    var owner = told(askedSince(System.nanoTime() - FRESH.toNanos()), patience).get(shard);
    return Optional.ofNullable(owner).map(Owner::clientId).map(URI::create);
  }

  /** Asks the group itself. False also while nobody can tell. */
  boolean isOwnedBy(int shard, String memberId) {
    var owner = told(askedSince(System.nanoTime()), LONGEST_ASKING).get(shard);
    return owner != null && owner.memberId().equals(memberId);
  }

  /** Those who come while the group is asked wait for the same answer. */
  private synchronized Asked askedSince(long instant) {
    var last = lastAsked;
    if (last != null && last.at() - instant > 0) {
      return last;
    }
    var now = System.nanoTime();
    var next = new Asked(ask(), now);
    lastAsked = next;
    return next;
  }

  private static Map<Integer, Owner> told(Asked asked, Duration patience) {
    try {
      return asked.owners().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    } catch (ExecutionException | TimeoutException e) {
      return nobody(e);
    }
  }

  private CompletableFuture<Map<Integer, Owner>> ask() {
    var options =
        new DescribeConsumerGroupsOptions().timeoutMs(Math.toIntExact(LONGEST_ASKING.toMillis()));
    try {
      return admin
          .describeConsumerGroups(List.of(group), options)
          .all()
          .toCompletionStage()
          .thenApply(ShardDirectory::owners)
          .exceptionally(ShardDirectory::nobody)
          .toCompletableFuture();
    } catch (KafkaException e) {
      return CompletableFuture.completedFuture(nobody(e));
    }
  }

  private static Map<Integer, Owner> nobody(Throwable failure) {
    LOG.warn("Cannot tell who owns the shards: {}", failure.toString());
    return Map.of();
  }

  private static Map<Integer, Owner> owners(Map<String, ConsumerGroupDescription> groups) {
    var owners = new HashMap<Integer, Owner>();
    groups
        .values()
        .forEach(description -> description.members().forEach(member -> register(member, owners)));
    return owners;
  }

  private static void register(MemberDescription member, Map<Integer, Owner> owners) {
    var owner = new Owner(member.consumerId(), member.clientId());
    member
        .assignment()
        .topicPartitions()
        .forEach(partition -> owners.put(partition.partition(), owner));
  }
}
