package dev.manadeck.testing;

/**
 * A server that a test has for itself, to take it away and give it back. It keeps its address and
 * its data until it is closed.
 */
public interface TestServer extends AutoCloseable {

  /** Returns when the server answers. */
  void start();

  /** Stops the server in good order. */
  void stop();

  /** Stops the server as {@code kill -9} does. */
  void kill();

  /** Stops the server and deletes its data. */
  @Override
  void close();
}
