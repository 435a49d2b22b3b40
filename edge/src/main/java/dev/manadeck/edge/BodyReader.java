package dev.manadeck.edge;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;

/**
 * Reads a request's body into memory without blocking a thread. Of a body that its room does not
 * hold nothing is kept, but it is read on for a while: a client that is still sending would not see
 * the answer.
 */
final class BodyReader implements Runnable {
  private static final int READ_ON = 16 * BodyRoom.LARGEST_BODY;

  private final Content.Source source;
  private final BodyRoom room;
  private final CompletableFuture<Optional<ByteBuffer>> result = new CompletableFuture<>();
  private ByteBuffer kept;
  private long seen;

  private BodyReader(Content.Source source, BodyRoom room) {
    this.source = source;
    this.room = room;
    this.kept = ByteBuffer.allocate(room.first());
  }

  /** The body, or empty if the room does not hold it. */
  static CompletableFuture<Optional<ByteBuffer>> read(Content.Source source, BodyRoom room) {
    BodyReader reader = new BodyReader(source, room);
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
    if (seen > READ_ON) {
      result.complete(Optional.empty());
    } else if (chunk.isLast()) {
      result.complete(seen > room.last() ? Optional.empty() : Optional.of(kept.flip()));
    }
  }

  private void keep(ByteBuffer bytes) {
    seen += bytes.remaining();
    if (seen > room.last()) {
      kept = ByteBuffer.allocate(0);
      return;
    }
    while (kept.remaining() < bytes.remaining()) {
      kept = ByteBuffer.allocate(room.afterGrowth(kept.capacity())).put(kept.flip());
    }
    kept.put(bytes);
  }
}
