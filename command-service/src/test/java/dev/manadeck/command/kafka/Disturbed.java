package dev.manadeck.command.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Real Kafka clients, with something that happens before or after one of their methods. */
final class Disturbed {
  private Disturbed() {}

  @SuppressWarnings("unchecked")
  static Producer<String, byte[]> producer(
      Producer<String, byte[]> real, String method, Runnable before) {
    return (Producer<String, byte[]>) disturbed(Producer.class, real, method, before, () -> {});
  }

  @SuppressWarnings("unchecked")
  static Producer<String, byte[]> producerWithAftermath(
      Producer<String, byte[]> real, String method, Runnable after) {
    return (Producer<String, byte[]>) disturbed(Producer.class, real, method, () -> {}, after);
  }

  static Consumer<?, ?> consumer(Consumer<?, ?> real, String method, Runnable before) {
    return disturbed(Consumer.class, real, method, before, () -> {});
  }

  static Admin admin(Admin real, String method, Runnable before) {
    return disturbed(Admin.class, real, method, before, () -> {});
  }

  private static <T> T disturbed(
      Class<T> type, T real, String disturbedMethod, Runnable before, Runnable after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              var isDisturbed = method.getName().equals(disturbedMethod);
              if (isDisturbed) {
                before.run();
              }
              try {
                var result = method.invoke(real, arguments);
                if (isDisturbed) {
                  after.run();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
