package dev.manadeck.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A fixed number of connections that stay open, each with one request under way: the next is sent
 * when the last is answered. One thread drives all of them and reads of an answer no more than its
 * status and its length, so that little of the machine's time goes to it. Not for use by several
 * threads.
 */
public final class LoadClient implements AutoCloseable {
  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();

  public LoadClient(URI target, int connectionCount) {
    try {
      selector = Selector.open();
      InetSocketAddress address = new InetSocketAddress(target.getHost(), target.getPort());
      for (int number = 0; number < connectionCount; number++) {
        connections.add(new Connection(number, address, selector));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("No connection to " + target, e);
    }
  }

  /**
   * Sends requests for as long as it says, and waits for the answers to the last ones.
   *
   * @param requests the next request of the connection with that number
   */
  public Load run(IntFunction<byte[]> requests, Duration length) {
    try {
      Load load = new Load();
      long end = System.nanoTime() + length.toNanos();
      for (Connection connection : connections) {
        connection.send(requests.apply(connection.number()));
      }
      int underWay = connections.size();
      while (underWay > 0) {
        selector.select();
        for (var key : selector.selectedKeys()) {
          Connection connection = (Connection) key.attachment();
          if (connection.proceed(load)) {
            if (System.nanoTime() < end) {
              connection.send(requests.apply(connection.number()));
            } else {
              underWay--;
            }
          }
        }
        selector.selectedKeys().clear();
      }
      load.end();
      return load;
    } catch (IOException e) {
      throw new UncheckedIOException("The system stopped answering", e);
    }
  }

  @Override
  public void close() {
    try {
      for (Connection connection : connections) {
        connection.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
