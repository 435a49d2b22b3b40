package dev.manadeck.local;

import dev.manadeck.embedded.Durability;
import dev.manadeck.local.stack.DataFolder;
import dev.manadeck.local.stack.DataLock;
import dev.manadeck.local.stack.LocalStack;
import dev.manadeck.local.stack.PortClaims;
import dev.manadeck.local.stack.Ports;
import dev.manadeck.local.stack.RunRecord;
import dev.manadeck.local.supervision.Part;
import dev.manadeck.local.supervision.PatientStart;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = MigrateCommand.NAME,
    description =
        "Brings the database up to date: that of the run on the data folder, else one that is "
            + "started for it and stopped again.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MigrateCommand implements Callable<Integer> {
  static final String NAME = "migrate";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOption data = new DataOption();
  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + Ports.DEFAULT_EDGE,
      description = "The edge's port, from which the database's follows (default: 8080)")
  private int port;

  @Override
  public Integer call() {
    DataFolder folder = data.folder();
    folder.prepare();
    Optional<DataLock> lock = DataLock.tryAcquire(folder);
    Ports ports = new Ports(port, 1);
    try {
      if (lock.isPresent()) {
        migrateOwnDatabase(folder, ports);
      } else {
        Ports running = new RunRecord(folder).read().orElse(ports);
        start(stack(folder, running).migrations(NAME));
      }
    } finally {
      lock.ifPresent(DataLock::close);
    }
    spec.commandLine().getOut().println("The database is up to date.");
    return ExitCode.OK;
  }

  private LocalStack stack(DataFolder folder, Ports ports) {
    return new LocalStack(home.distribution(), folder, ports, Durability.POWER_LOSS);
  }

  private void migrateOwnDatabase(DataFolder folder, Ports ports) {
    try (PortClaims _ = PortClaims.onDatabase(ports)) {
      migrateOwnDatabase(stack(folder, ports));
    }
  }

  private void migrateOwnDatabase(LocalStack stack) {
    Part postgres = stack.postgres();
    try {
      start(postgres);
      start(stack.migrations(NAME));
    } finally {
      postgres.stop();
    }
  }

  private void start(Part part) {
    new PatientStart(this::tell).start(part);
  }

  private void tell(String part, Duration since) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("%s is still at work (%d min)".formatted(part, since.toMinutes()));
    err.flush();
  }
}
