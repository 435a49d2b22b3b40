package dev.manadeck.command.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Real Kafka clients, with something that happens before one of their methods. */
final class Disturbed {
  private Disturbed() {}

  @SuppressWarnings("unchecked")
  static Producer<String, byte[]> producer(
      Producer<String, byte[]> real, String method, Runnable before) {
    return (Producer<String, byte[]>) disturbed(Producer.class, real, method, before);
  }

  static Consumer<?, ?> consumer(Consumer<?, ?> real, String method, Runnable before) {
    return disturbed(Consumer.class, real, method, before);
  }

  static Admin admin(Admin real, String method, Runnable before) {
    return disturbed(Admin.class, real, method, before);
  }

  private static <T> T disturbed(Class<T> type, T real, String disturbedMethod, Runnable before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (method.getName().equals(disturbedMethod)) {
                before.run();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
