package dev.manadeck.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs a main class in a process that shuts down when its parent is gone, however that ended: the
 * standard input, on which nobody ever writes, ends with the parent. The process also ends when the
 * main class fails, whatever threads that has left.
 */
public final class WithParent {
  private WithParent() {}

  static void main(String[] args) throws ReflectiveOperationException {
    Thread.ofPlatform().daemon().name("parent-watch").start(WithParent::shutDownWhenInputEnds);
    Method main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      endAsFailed(e.getTargetException());
    }
  }

  /** The handler may have been told of this failure before, and keep quiet about it. */
  private static void endAsFailed(Throwable failure) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    System.exit(1);
  }

  private static void shutDownWhenInputEnds() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException brokenIsAnEndToo) {
      System.exit(0);
    }
    System.exit(0);
  }
}
