package dev.manadeck.edge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;

/**
 * Reads a request's body into memory without blocking a thread. Of a body over the limit nothing is
 * kept, but it is read on for a while: a client that is still sending would not see the answer.
 */
final class BodyReader implements Runnable {
  private static final int READ_ON_TIMES_LIMIT = 16;

  private final Content.Source source;
  private final int limit;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<Optional<byte[]>> result = new CompletableFuture<>();
  private long seen;

  private BodyReader(Content.Source source, int limit) {
    this.source = source;
    this.limit = limit;
  }

  /** The body, or empty if it is over the limit. */
  static CompletableFuture<Optional<byte[]>> read(Content.Source source, int limit) {
    BodyReader reader = new BodyReader(source, limit);
    reader.run();
    return reader.result;
  }

  @Override
  public void run() {
    while (!result.isDone()) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        result.completeExceptionally(chunk.getFailure());
        return;
      }
      take(chunk);
      chunk.release();
    }
  }

  private void take(Content.Chunk chunk) {
    keep(chunk.getByteBuffer());
    if (seen > (long) limit * READ_ON_TIMES_LIMIT) {
      result.complete(Optional.empty());
    } else if (chunk.isLast()) {
      result.complete(seen > limit ? Optional.empty() : Optional.of(kept.toByteArray()));
    }
  }

  private void keep(ByteBuffer bytes) {
    seen += bytes.remaining();
    if (seen > limit) {
      kept.reset();
      return;
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    kept.writeBytes(copy);
  }
}
