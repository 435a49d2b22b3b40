package dev.manadeck.local.operations;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Server-Sent Events as they come in. Of an event that is cut off nothing is told. Lines arrive on
 * one thread, another one may ask for what they said.
 */
final class EventStream implements Flow.Subscriber<String>, AutoCloseable {
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final StringBuilder data = new StringBuilder();
  private String name = "";
  private @Nullable CompletableFuture<?> connection;

  sealed interface Signal {
    record Arrived(String name, String data) implements Signal {}

    /** For the time given nothing has come. */
    record Silence() implements Signal {}

    /** Nothing more will come. */
    record Ended() implements Signal {}
  }

  void closedBy(CompletableFuture<?> connection) {
    this.connection = connection;
  }

  Signal next(Duration patience) {
    try {
      Signal signal = signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      return signal == null ? new Signal.Silence() : signal;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Signal.Ended();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    if (line.isEmpty()) {
      if (!data.isEmpty()) {
        signals.add(new Signal.Arrived(name, data.toString()));
      }
      data.setLength(0);
      name = "";
      return;
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    field(field, value.startsWith(" ") ? value.substring(1) : value);
  }

  private void field(String field, String value) {
    switch (field) {
      case "event" -> name = value;
      case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
      default -> {
        // Comments, and fields that are of no use here.
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal.Ended());
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.Ended());
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.cancel(true);
    }
  }
}
