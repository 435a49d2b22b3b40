package dev.manadeck.bench.log;

import dev.manadeck.events.Recorded;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Events in the order in which they happen. The same ones whenever it is asked. */
@FunctionalInterface
public interface EventSource {
  void writeTo(Consumer<Recorded> log);

  /** From the event with one number, counted from 0, to before the one with another. */
  default EventSource part(long from, long to) {
    return log -> {
      AtomicLong next = new AtomicLong();
      writeTo(
          recorded -> {
            long number = next.getAndIncrement();
            if (from <= number && number < to) {
              log.accept(recorded);
            }
          });
    };
  }
}
