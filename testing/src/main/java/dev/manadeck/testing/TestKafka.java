package dev.manadeck.testing;

import java.util.concurrent.atomic.AtomicInteger;

/** Kafka for tests: one broker a JVM, which starts when it is first asked for. */
public final class TestKafka {

  private static final AtomicInteger PREFIXES = new AtomicInteger();

  private TestKafka() {}

  /** Of the shared broker. */
  public static String bootstrapServers() {
    return Shared.SERVER.bootstrapServers();
  }

  /** A prefix that no other test of this JVM has, such as {@code t12.}; also good for group ids. */
  public static String newTopicPrefix() {
    return "t%d.".formatted(PREFIXES.incrementAndGet());
  }

  /** A running broker for one test alone, which must close it. */
  public static KafkaServer startDedicated() {
    KafkaServer server = Engine.chosen().newKafka();
    server.start();
    return server;
  }

  private static final class Shared {
    private static final KafkaServer SERVER = startDedicated();
  }
}
