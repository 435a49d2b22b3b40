package dev.manadeck.command.kafka;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Fetches batches and decodes them on a thread of its own, while their taker works on earlier ones.
 * To hand them to yet another thread for decoding costs more than it gains: several shards are
 * restored at once, and keep all processors busy.
 */
final class ReadAhead<W, D> implements AutoCloseable {
  private static final int BATCHES = 2;

  private final BlockingQueue<Future<List<D>>> batches = new ArrayBlockingQueue<>(BATCHES);
  private final Future<List<D>> end = CompletableFuture.completedFuture(List.of());
  private final ExecutorService fetcher =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("fetch-", 0).factory());
  private final Function<W, D> decode;
  private volatile boolean isClosed;

  /** Gives all batches to its consumer, empty ones too, then returns. */
  interface Fetch<W> {
    void run(Consumer<List<W>> batches);
  }

  ReadAhead(Fetch<W> fetch, Function<W, D> decode) {
    this.decode = decode;
    fetcher.execute(() -> fetchAll(fetch));
  }

  private void fetchAll(Fetch<W> fetch) {
    try {
      fetch.run(this::putDecoded);
      put(end);
    } catch (RuntimeException | Error e) {
      put(CompletableFuture.failedFuture(e));
    }
  }

  private void putDecoded(List<W> batch) {
    if (isClosed) {
      throw new CancellationException("Nobody takes what is fetched any more");
    }
    if (!batch.isEmpty()) {
      put(CompletableFuture.completedFuture(batch.stream().map(decode).toList()));
    }
  }

  private void put(Future<List<D>> batch) {
    try {
      batches.put(batch);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  void forEach(Consumer<D> each) {
    try {
      for (var batch = batches.take(); batch != end; batch = batches.take()) {
        batch.get().forEach(each);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }

  /**
   * What is not taken yet is not waited for: its fetch ends with its next batch. An interrupt would
   * end it at once, but tear its consumer from the broker in the middle of a request.
   */
  @Override
  public void close() {
    isClosed = true;
    batches.clear(); // Now there is room for a batch that is on its way, and for the end.
    fetcher.shutdown();
  }
}
