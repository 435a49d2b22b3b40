package dev.manadeck.local;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C and its kin, of which the first asks for a clean end and the second for an end at once.
 *
 * <p>A shutdown hook would not hear the second one. The JDK has an interface for signals, in the
 * module {@code jdk.unsupported}, which the compiler warns of and which is reached by reflection.
 */
final class Interrupts {
  static final int EXIT_CODE = 128 + 2;

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final AtomicInteger count = new AtomicInteger();
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> second = new CompletableFuture<>();

  private Interrupts() {}

  static Interrupts handled() {
    Interrupts interrupts = new Interrupts();
    SIGNALS.forEach(interrupts::handle);
    return interrupts;
  }

  void onFirst(Runnable action) {
    first.thenRun(action);
  }

  void onSecond(Runnable action) {
    second.thenRun(action);
  }

  private void arrived() {
    (count.getAndIncrement() == 0 ? first : second).complete(null);
  }

  private void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler onCall =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  arrived();
                  yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> name;
              };
      Object proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(), new Class<?>[] {handler}, onCall);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Expected a JDK that handles SIG" + name, e);
    }
  }
}
