package dev.manadeck.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A PostgreSQL server for TCP clients on the loopback interface. */
public final class Postgres extends EmbeddedServer {

  /** The superuser; its password is made when the cluster is. */
  public static final String ADMIN = "postgres";

  private final Path logFile;
  private final Durability durability;
  private final Supplier<PostgresAccount> accounts;
  private final PostgresCluster cluster;

  /**
   * @param folder where the server keeps its data and the admin's password; created if absent
   * @param port where clients connect, on the loopback interface
   * @param logFile what the server prints is appended to this file
   */
  public Postgres(Path folder, int port, Path logFile, Durability durability) {
    this(folder, port, logFile, durability, PostgresAccount::ofThisProcess);
  }

  Postgres(
      Path folder,
      int port,
      Path logFile,
      Durability durability,
      Supplier<PostgresAccount> accounts) {
    super("PostgreSQL", folder, port);
    this.accounts = accounts;
    this.logFile = logFile.toAbsolutePath();
    this.durability = durability;
    this.cluster = new PostgresCluster(folder());
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
  }

  /**
   * @throws IllegalStateException if the server was never started on its folder
   */
  public String adminPassword() {
    return cluster.adminPassword();
  }

  @Override
  ServerRun launch() throws IOException {
    PostgresAccount account = accounts.get();
    PostgresPrograms programs = PostgresPrograms.unpackedFor(account, folder());
    cluster.createIfAbsent(programs, durability);
    account.own(folder());
    cluster.forgetDeadPostmaster();
    ServerRun launched = ServerRun.launch(name(), programs.command("postgres", options()), logFile);
    cluster.shutDownWithParent(launched);
    return launched;
  }

  private List<String> options() {
    List<String> settings = new ArrayList<>();
    settings.add("listen_addresses=127.0.0.1");
    settings.add("port=" + port());
    settings.add("unix_socket_directories=");
    settings.add("timezone=UTC");
    settings.add("log_timezone=UTC");
    settings.add("max_connections=200");
    settings.add("shared_buffers=256MB");
    settings.add("max_wal_size=2GB");
    settings.add("synchronous_commit=on");
    settings.add("full_page_writes=on");
    settings.addAll(flushing());
    List<String> options = new ArrayList<>(List.of("-D", cluster.directory().toString()));
    settings.forEach(setting -> options.addAll(List.of("-c", setting)));
    return options;
  }

  private List<String> flushing() {
    return switch (durability) {
      case PROCESS_LOSS -> List.of("fsync=off");
      case POWER_LOSS ->
          /* On macOS the usual ways leave the data in the cache of the drive. */
          Platform.IS_MACOS
              ? List.of("fsync=on", "wal_sync_method=fsync_writethrough")
              : List.of("fsync=on");
    };
  }

  @Override
  boolean answers(ServerRun launched) {
    return cluster.isReady(launched.handle().pid());
  }

  /** The fast shutdown: clients are disconnected, everything acknowledged is kept. */
  @Override
  String stopSignal() {
    return "INT";
  }

  /** The workers of a postmaster that was killed take a moment to notice. */
  @Override
  boolean failedForAMoment(LogTail log) {
    return log.contains("pre-existing shared memory block");
  }
}
