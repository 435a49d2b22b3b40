package dev.manadeck.command.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShardDirectoryTest {
  private static final String GROUP = "owners";

  @Test
  @Timeout(2)
  void whoHasLittleTimeDoesNotWaitLongForASilentGroup() {
    var directory = new ShardDirectory(answering(new KafkaFutureImpl<>()), GROUP);

    assertThat(directory.ownerOf(1, Duration.ofMillis(50))).isEmpty();
    assertThat(directory.ownerOf(2, Duration.ofMillis(50))).isEmpty();
  }

  private static Admin answering(KafkaFuture<ConsumerGroupDescription> description) {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (_, _, _) -> new DescribeConsumerGroupsResult(Map.of(GROUP, description)));
  }
}
