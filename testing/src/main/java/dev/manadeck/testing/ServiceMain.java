package dev.manadeck.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Runs a service in a process of its own, which does not outlive the test that started it. */
final class ServiceMain {
  private ServiceMain() {}

  /** The first argument is the service's main class; the others are for it. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread.ofPlatform().daemon().name("parent-watch").start(ServiceMain::endWithParent);
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
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
