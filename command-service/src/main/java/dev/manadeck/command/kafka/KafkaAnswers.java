package dev.manadeck.command.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

final class KafkaAnswers {
  private KafkaAnswers() {}

  /**
   * @throws KafkaException whose cause is what Kafka answered instead
   */
  static <T> T awaited(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }
}
