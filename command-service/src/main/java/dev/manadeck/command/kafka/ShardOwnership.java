package dev.manadeck.command.kafka;

import dev.manadeck.command.shard.ShardHost;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's membership in the group whose assignment says who owns which shard. Its consumer
 * fetches nothing: it is there for the assignment alone. All of it runs on one thread, which lives
 * until {@link #leave}: a membership that fails is given up, with its shards, and begun anew. Only
 * one that a newer process of the same URL took over is not: the two would take it from each other
 * for ever.
 */
final class ShardOwnership implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ShardOwnership.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BETWEEN_MEMBERSHIPS = Duration.ofSeconds(1);

  /**
   * Said in so many words: a member with an instance id stays in the group unless told to leave.
   */
  private static final CloseOptions FAREWELL =
      CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
          .withTimeout(Duration.ofSeconds(5));

  private final Supplier<? extends Consumer<?, ?>> members;
  private final String decksTopic;
  private final ShardHost<?, ?, ?> host;
  private final ShardDirectory directory;
  private final CountDownLatch leaving = new CountDownLatch(1);
  private volatile @Nullable Consumer<?, ?> current;

  ShardOwnership(
      Supplier<? extends Consumer<?, ?>> members,
      String decksTopic,
      ShardHost<?, ?, ?> host,
      ShardDirectory directory) {
    this.members = members;
    this.decksTopic = decksTopic;
    this.host = host;
    this.directory = directory;
  }

  /** For any thread: {@link #run} then gives all shards back and returns. */
  void leave() {
    leaving.countDown();
    var member = current;
    if (member != null) {
      member.wakeup();
    }
  }

  @Override
  public void run() {
    try {
      do {
        belong();
      } while (!leaving.await(BETWEEN_MEMBERSHIPS.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("Interrupted: this node owns no shards any more");
    }
  }

  private void belong() throws InterruptedException {
    try {
      var member = members.get();
      try {
        keepMembership(member);
      } finally {
        member.close(FAREWELL);
      }
    } catch (WakeupException e) {
      LOG.info("Left the group of shard owners");
    } catch (FencedInstanceIdException e) {
      leaving.countDown();
      LOG.error(
          "Another node was started with the URL of this one, and has its shards now. This one"
              + " takes no more part. Give each node a manadeck.command.advertised-url of its own,"
              + " and start this one again");
    } catch (RuntimeException | Error e) {
      LOG.error("Membership in the group of shard owners failed; joining anew", e);
    } finally {
      host.setMember(false);
      // A shard left over would ask for good whether a member that is no more owns it.
      close(host.numbers());
    }
  }

  private void keepMembership(Consumer<?, ?> member) {
    current = member;
    member.subscribe(List.of(decksTopic), new Hand(member));
    while (leaving.getCount() > 0) {
      member.poll(POLL);
    }
  }

  private void close(List<Integer> shards) throws InterruptedException {
    var late = host.close(shards);
    if (!late.isEmpty()) {
      LOG.warn("The shards {} did not close in time: their next owner will shut them out", late);
    }
  }

  private final class Hand implements ConsumerRebalanceListener {
    private final Consumer<?, ?> member;

    Hand(Consumer<?, ?> member) {
      this.member = member;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      member.pause(partitions);
      host.setMember(true);
      var memberId = member.groupMetadata().memberId();
      numbers(partitions)
          .forEach(shard -> host.open(shard, number -> directory.isOwnedBy(number, memberId)));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      giveBack(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      LOG.warn("Lost the shards {}: this node was away for too long", numbers(partitions));
      giveBack(partitions);
    }

    private void giveBack(Collection<TopicPartition> partitions) {
      try {
        close(numbers(partitions));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
      return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }
  }
}
