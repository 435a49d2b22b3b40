package dev.manadeck.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of a {@link LoadClient}, and the request that is under way on it. */
final class Connection {
  private static final int BUFFER = 64 * 1024;

  private final int number;
  private final InetSocketAddress address;
  private final Selector selector;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
  private final AnswerReader answer = new AnswerReader();
  private ByteBuffer out = ByteBuffer.allocate(0);
  private SocketChannel channel;
  private SelectionKey key;
  private long sentAt;

  Connection(int number, InetSocketAddress address, Selector selector) throws IOException {
    this.number = number;
    this.address = address;
    this.selector = selector;
    this.channel = SocketChannel.open(address);
    this.key = registered();
  }

  private SelectionKey registered() throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    return channel.register(selector, SelectionKey.OP_READ, this);
  }

  int number() {
    return number;
  }

  void send(byte[] request) throws IOException {
    out = ByteBuffer.wrap(request);
    sentAt = System.nanoTime();
    write();
  }

  private void write() throws IOException {
    channel.write(out);
    key.interestOps(
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  /** Does what can be done now; true if the answer is complete, which is then counted. */
  boolean proceed(Load load) throws IOException {
    if (out.hasRemaining()) {
      write();
    }
    if (channel.read(in.clear()) < 0) {
      throw new EOFException("Connection %d was closed by the other side".formatted(number));
    }
    if (!answer.isCompleteWith(in.flip())) {
      return false;
    }
    if (answer.isFailure()) {
      load.failed(answer.status(), answer.excerpt());
    } else {
      load.acknowledged(System.nanoTime() - sentAt);
    }
    if (answer.isLast()) {
      channel.close();
      channel = SocketChannel.open(address);
      key = registered();
    }
    answer.reset();
    return true;
  }

  void close() throws IOException {
    channel.close();
  }
}
