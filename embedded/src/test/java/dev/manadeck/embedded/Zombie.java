package dev.manadeck.embedded;

import java.io.BufferedReader;
import java.io.IOException;

/** A process that was killed, and a parent that never asks how it ended. */
record Zombie(Process parent, ProcessHandle handle) implements AutoCloseable {
  static Zombie made() throws IOException {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec cat").start();
    BufferedReader output = parent.inputReader();
    long pid = Long.parseLong(output.readLine());
    awaitCat(parent, output);
    ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
    child.destroyForcibly();
    return new Zombie(parent, child);
  }

  /** The shell would ask. */
  private static void awaitCat(Process parent, BufferedReader output) throws IOException {
    parent.outputWriter().append("miaow\n").flush();
    output.readLine();
  }

  @Override
  public void close() {
    parent.destroyForcibly();
  }
}
