package dev.manadeck.local;

import dev.manadeck.local.demo.Demo;
import dev.manadeck.local.demo.DemoFailedException;
import dev.manadeck.local.stack.DataFolder;
import dev.manadeck.local.stack.LocalRun;
import dev.manadeck.local.stack.LocalStack;
import dev.manadeck.local.stack.Ports;
import dev.manadeck.local.supervision.Supervisor;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts everything and stays in the foreground; Ctrl-C stops it cleanly.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UpCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Mixin private HomeOption home = new HomeOption();
  @Mixin private DurabilityOption durability = new DurabilityOption();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + Ports.DEFAULT_EDGE,
      description = "The edge's port; the other ports follow from it (default: 8080)")
  private int port;

  @Option(
      names = "--command-nodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many nodes take commands (default: 1)")
  private int commandNodes;

  @Option(names = "--demo", description = "Fills in example decks of a few learners")
  private boolean isDemo;

  @Override
  public Integer call() {
    DataFolder folder = data.folder();
    Ports ports = new Ports(port, commandNodes);
    Console console = new Console(System.out, folder, ports);
    try (LocalRun _ = LocalRun.begin(folder, ports)) {
      Interrupts interrupts = Interrupts.handled();
      LocalStack stack = new LocalStack(home.distribution(), folder, ports, durability.value());
      Supervisor supervisor = new Supervisor(stack.members(), console);
      console.starting();
      interrupts.onSecond(() -> forceEnd(supervisor));
      return run(supervisor, interrupts, console, () -> afterStart(console, folder, ports));
    }
  }

  private static int run(
      Supervisor supervisor, Interrupts interrupts, Console console, Runnable afterStart) {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    interrupts.onFirst(() -> end.complete(0));
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                supervisor.start();
                afterStart.run();
              } catch (RuntimeException e) {
                if (!end.isDone()) {
                  console.failed(e);
                }
                end.complete(1);
              }
            });
    int exitCode = end.join();
    console.stopping();
    supervisor.stop();
    console.stopped();
    return exitCode;
  }

  private void afterStart(Console console, DataFolder folder, Ports ports) {
    console.allReady();
    if (isDemo) {
      try {
        console.demo(
            new Demo(ports.edgeUrl(), folder.tokens(), LocalDate.now(ZoneOffset.UTC)).fillIn());
      } catch (DemoFailedException e) {
        console.demoFailed(e);
      }
    }
  }

  private static void forceEnd(Supervisor supervisor) {
    supervisor.kill();
    Runtime.getRuntime().halt(Interrupts.EXIT_CODE);
  }
}
