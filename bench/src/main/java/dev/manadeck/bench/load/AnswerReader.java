package dev.manadeck.bench.load;

import java.nio.ByteBuffer;

/** Finds the status and the end of an HTTP/1.1 answer in the bytes as they come. */
final class AnswerReader {
  private enum Part {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    TRAILER,
    END
  }

  private static final String LENGTH = "content-length:";
  private static final String CHUNKED = "transfer-encoding: chunked";
  private static final String CLOSE = "connection: close";

  private static final int FIRST_FAILURE = 300;
  private static final int LONGEST_EXCERPT = 400;

  private final StringBuilder line = new StringBuilder();
  private final StringBuilder excerpt = new StringBuilder();
  private Part part = Part.HEAD;
  private int status;
  private long remaining;
  private boolean isChunked;
  private boolean isLast;

  void reset() {
    line.setLength(0);
    excerpt.setLength(0);
    part = Part.HEAD;
    status = 0;
    remaining = 0;
    isChunked = false;
    isLast = false;
  }

  int status() {
    return status;
  }

  boolean isFailure() {
    return status >= FIRST_FAILURE;
  }

  /** The beginning of a failure's body. */
  String excerpt() {
    return excerpt.toString();
  }

  /** Whether the other side closes the connection behind it. */
  boolean isLast() {
    return isLast;
  }

  boolean isCompleteWith(ByteBuffer bytes) {
    while (part != Part.END && bytes.hasRemaining()) {
      switch (part) {
        case BODY, CHUNK -> skip(bytes);
        case HEAD, CHUNK_SIZE, TRAILER -> {
          if (endsLine(bytes.get())) {
            take(line.toString());
            line.setLength(0);
          }
        }
        case END -> {}
      }
    }
    return part == Part.END;
  }

  private boolean endsLine(byte next) {
    if (next == '\n') {
      return true;
    }
    if (next != '\r') {
      line.append((char) (next & 0xFF));
    }
    return false;
  }

  private void skip(ByteBuffer bytes) {
    int skipped = (int) Math.min(remaining, bytes.remaining());
    if (isFailure()) {
      keep(bytes, skipped);
    }
    bytes.position(bytes.position() + skipped);
    remaining -= skipped;
    if (remaining == 0) {
      part = part == Part.CHUNK ? Part.CHUNK_SIZE : Part.END;
    }
  }

  private void keep(ByteBuffer bytes, int count) {
    for (int i = 0; i < count && excerpt.length() < LONGEST_EXCERPT; i++) {
      excerpt.append((char) (bytes.get(bytes.position() + i) & 0xFF));
    }
  }

  private void take(String text) {
    switch (part) {
      case HEAD -> takeHead(text);
      case CHUNK_SIZE -> takeChunkSize(text);
      case TRAILER -> part = text.isEmpty() ? Part.END : Part.TRAILER;
      case BODY, CHUNK, END -> throw new IllegalStateException("No line is expected in " + part);
    }
  }

  private void takeHead(String text) {
    if (status == 0) {
      status = Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    } else if (text.isEmpty()) {
      part = isChunked ? Part.CHUNK_SIZE : remaining == 0 ? Part.END : Part.BODY;
    } else {
      takeField(text);
    }
  }

  private void takeField(String text) {
    if (text.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
      remaining = Long.parseLong(text.substring(LENGTH.length()).strip());
    } else {
      isChunked |= text.equalsIgnoreCase(CHUNKED);
      isLast |= text.equalsIgnoreCase(CLOSE);
    }
  }

  /** The line break behind a chunk's bytes is an empty line before the next size. */
  private void takeChunkSize(String text) {
    if (!text.isEmpty()) {
      remaining = Long.parseLong(text, 16);
      part = remaining == 0 ? Part.TRAILER : Part.CHUNK;
    }
  }
}
