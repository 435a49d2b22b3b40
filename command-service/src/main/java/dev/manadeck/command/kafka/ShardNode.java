package dev.manadeck.command.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** This node's part in the group, from the start of the service to its end. */
final class ShardNode implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ShardNode.class);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(15);

  private final TopicSetup topics;
  private final Supplier<ShardOwnership> ownerships;
  private @Nullable ShardOwnership ownership;
  private @Nullable Thread thread;

  ShardNode(TopicSetup topics, Supplier<ShardOwnership> ownerships) {
    this.topics = topics;
    this.ownerships = ownerships;
  }

  @Override
  public synchronized void start() {
    awaitTopics();
    var begun = ownerships.get();
    ownership = begun;
    thread = Thread.ofPlatform().name("shard-ownership").start(begun);
  }

  /**
   * On a thread of its own, which this one awaits without a limit: that is what Spring interrupts
   * when the service is to end before it has begun.
   */
  private void awaitTopics() {
    var ready = new FutureTask<Void>(this::ensureTopics, null);
    Thread.ofVirtual().name("topics").start(ready);
    try {
      ready.get();
    } catch (InterruptedException e) {
      ready.cancel(true);
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e);
    }
  }

  private void ensureTopics() {
    while (true) {
      try {
        topics.ensure();
        return;
      } catch (KafkaException e) {
        LOG.warn("Waiting for Kafka: {}", e.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_ATTEMPTS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  @Override
  public synchronized void stop() {
    if (ownership == null || thread == null) {
      return;
    }
    ownership.leave();
    try {
      if (!thread.join(FAREWELL)) {
        LOG.warn("Gave up waiting for the shards to close");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ownership = null;
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null && thread.isAlive();
  }
}
