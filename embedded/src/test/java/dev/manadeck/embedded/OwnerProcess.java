package dev.manadeck.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Another process that owns a server, to be killed by a test. */
final class OwnerProcess implements AutoCloseable {

  private final Process owner;
  private final ProcessHandle server;

  private OwnerProcess(Process owner, ProcessHandle server) {
    this.owner = owner;
    this.server = server;
  }

  /** Returns when the server runs. */
  static OwnerProcess start(Class<? extends EmbeddedServer> kind, Path folder, int port)
      throws IOException {
    Process owner =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                OwnerProcess.class.getName(),
                kind.getSimpleName(),
                folder.toString(),
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = owner.inputReader();
    long serverPid = Long.parseLong(output.readLine());
    return new OwnerProcess(owner, ProcessHandle.of(serverPid).orElseThrow());
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[1]);
    int port = Integer.parseInt(arguments[2]);
    Path log = folder.resolve("server.log");
    EmbeddedServer server =
        switch (arguments[0]) {
          case "Broker" -> new Broker(folder, port, log, Durability.PROCESS_LOSS);
          default -> new Postgres(folder, port, log, Durability.PROCESS_LOSS);
        };
    server.start();
    System.out.println(server.pid());
    Thread.currentThread().join();
  }

  ProcessHandle server() {
    return server;
  }

  long pid() {
    return owner.pid();
  }

  /** Kills the owner alone. */
  void kill() {
    owner.destroyForcibly().onExit().join();
  }

  /** Kills the owner so that nobody is left who would end the server. */
  void killWithoutTrace() {
    owner.children().filter(child -> !child.equals(server)).forEach(ProcessHandle::destroyForcibly);
    kill();
  }

  @Override
  public void close() {
    kill();
    server.destroyForcibly();
    if (!ProcessEnd.comesWithin(Duration.ofMinutes(1), server)) {
      throw new IllegalStateException("The server outlived being killed");
    }
  }
}
