package dev.manadeck.testing;

/** A Kafka broker that a test has for itself. */
public interface KafkaServer extends TestServer {

  String bootstrapServers();
}
