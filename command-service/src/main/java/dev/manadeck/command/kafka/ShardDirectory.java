package dev.manadeck.command.kafka;

import dev.manadeck.command.shard.ShardLocator;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who owns which shard, as the consumer group describes itself. A member's client id is its URL.
 */
final class ShardDirectory implements ShardLocator {
  private static final Logger LOG = LoggerFactory.getLogger(ShardDirectory.class);
  private static final Duration FRESH = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private record Owner(String memberId, String clientId) {}

  private record Directory(Map<Integer, Owner> owners, long askedAt) {}

  private final Admin admin;
  private final String group;
  private volatile Directory known = new Directory(Map.of(), System.nanoTime() - FRESH.toNanos());

  ShardDirectory(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
  }

  /** What was known lately; empty while the group is being rebalanced. */
  @Override
  public Optional<URI> ownerOf(int shard) {
    var owner = askedSince(System.nanoTime() - FRESH.toNanos()).owners().get(shard);
    return Optional.ofNullable(owner).map(Owner::clientId).map(URI::create);
  }

  /** Asks the group itself. False also while nobody can tell. */
  boolean isOwnedBy(int shard, String memberId) {
    var owner = askedSince(System.nanoTime()).owners().get(shard);
    return owner != null && owner.memberId().equals(memberId);
  }

  private Directory askedSince(long instant) {
    var directory = known;
    return isSince(instant, directory) ? directory : askOnce(instant);
  }

  /** Those who waited for the lock take what was asked for them meanwhile. */
  private synchronized Directory askOnce(long instant) {
    var directory = known;
    if (isSince(instant, directory)) {
      return directory;
    }
    var now = System.nanoTime();
    var asked = new Directory(describe(), now);
    known = asked;
    return asked;
  }

  private static boolean isSince(long instant, Directory directory) {
    return directory.askedAt() - instant > 0;
  }

  private Map<Integer, Owner> describe() {
    var options = new DescribeConsumerGroupsOptions().timeoutMs((int) PATIENCE.toMillis());
    try {
      var owners = new HashMap<Integer, Owner>();
      admin
          .describeConsumerGroups(List.of(group), options)
          .all()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .values()
          .forEach(
              description -> description.members().forEach(member -> register(member, owners)));
      return owners;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("Cannot tell who owns the shards: {}", e.getMessage());
      return Map.of();
    }
  }

  private static void register(MemberDescription member, Map<Integer, Owner> owners) {
    var owner = new Owner(member.consumerId(), member.clientId());
    member
        .assignment()
        .topicPartitions()
        .forEach(partition -> owners.put(partition.partition(), owner));
  }
}
