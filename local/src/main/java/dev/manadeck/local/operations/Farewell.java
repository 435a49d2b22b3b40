package dev.manadeck.local.operations;

import java.io.PrintWriter;

/** What somebody is told who leaves with Ctrl-C before the end. */
final class Farewell implements AutoCloseable {
  private final Thread hook;

  private Farewell(Thread hook) {
    this.hook = hook;
  }

  static Farewell of(PrintWriter err, String text) {
    Thread hook =
        new Thread(
            () -> {
              err.println();
              err.println(text);
              err.flush();
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return new Farewell(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // They are leaving, and are being told.
    }
  }
}
