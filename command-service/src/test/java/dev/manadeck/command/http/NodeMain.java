package dev.manadeck.command.http;

import dev.manadeck.command.CommandServiceApplication;
import java.io.IOException;
import java.io.OutputStream;

/** The service in a process of its own, which does not outlive the test that started it. */
final class NodeMain {
  private NodeMain() {}

  public static void main(String[] arguments) {
    Thread.ofPlatform().daemon().name("parent-watch").start(NodeMain::endWithParent);
    CommandServiceApplication.main(arguments);
  }

  /** Nobody writes to the standard input: it ends when the parent does. */
  private static void endWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }
}
