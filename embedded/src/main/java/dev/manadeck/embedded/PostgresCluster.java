package dev.manadeck.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The data directory of a PostgreSQL server, with the password of its admin beside it. */
final class PostgresCluster {

  private static final int LINE_OF_STATUS = 7;

  private static final String STOP_POSTMASTER_WHEN_INPUT_ENDS =
      """
      read -r nothing
      read -r postmaster < "$1" && [ "$postmaster" = "$2" ] && kill -s INT "$2"
      """;

  private final Path folder;

  PostgresCluster(Path folder) {
    this.folder = folder;
  }

  Path directory() {
    return folder.resolve("cluster");
  }

  private Path passwordFile() {
    return folder.resolve("admin-password");
  }

  private Path postmasterFile() {
    return directory().resolve("postmaster.pid");
  }

  String adminPassword() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (NoSuchFileException e) {
      throw new IllegalStateException("No PostgreSQL was ever started on " + folder, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void createIfAbsent(PostgresPrograms programs, Durability durability) throws IOException {
    if (Files.isDirectory(directory())) {
      return;
    }
    writePassword();
    Path unfinished = folder.resolve("cluster.unfinished");
    FileTree.deleteIfExists(unfinished);
    programs.account().own(folder);
    Path log = folder.resolve("initdb.log");
    List<String> options =
        List.of(
            "--pgdata=" + unfinished,
            "--username=" + Postgres.ADMIN,
            "--pwfile=" + passwordFile(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            switch (durability) {
              case POWER_LOSS -> "--sync-method=fsync";
              case PROCESS_LOSS -> "--no-sync";
            });
    programs.run("initdb", options, log);
    Files.move(unfinished, directory());
    Files.delete(log);
  }

  private void writePassword() throws IOException {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    Files.deleteIfExists(passwordFile());
    Files.createFile(
        passwordFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile(), HexFormat.of().formatHex(secret) + "\n");
  }

  /**
   * PostgreSQL will not start while its last postmaster seems to run. After a crash another process
   * may have got that number, and after the loss of power the file may hold none.
   */
  void forgetDeadPostmaster() throws IOException {
    if (!Files.exists(postmasterFile())) {
      return;
    }
    OptionalLong pid = rememberedPostmaster();
    boolean isInTheWay =
        pid.isPresent() ? isAnotherProcess(pid.getAsLong()) : !isServedByAnyProcess();
    if (isInTheWay) {
      Files.delete(postmasterFile());
    }
  }

  /** Empty if the file is damaged. */
  private OptionalLong rememberedPostmaster() throws IOException {
    String content = Files.readString(postmasterFile(), StandardCharsets.ISO_8859_1);
    try {
      return OptionalLong.of(Long.parseLong(content.lines().findFirst().orElse("")));
    } catch (NumberFormatException damaged) {
      return OptionalLong.empty();
    }
  }

  private static boolean isAnotherProcess(long pid) {
    return ProcessHandle.of(pid).filter(process -> !isPostgres(process)).isPresent();
  }

  private boolean isServedByAnyProcess() {
    return ProcessHandle.allProcesses()
        .filter(PostgresCluster::isPostgres)
        .flatMap(process -> process.info().arguments().stream().flatMap(Stream::of))
        .anyMatch(directory().toString()::equals);
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent();
  }

  boolean isReady(long pid) {
    try {
      List<String> lines = Files.readAllLines(postmasterFile());
      return lines.size() > LINE_OF_STATUS
          && lines.getFirst().equals(Long.toString(pid))
          && lines.get(LINE_OF_STATUS).startsWith("ready");
    } catch (IOException notYetWritten) {
      return false;
    }
  }

  /** A shell waits for the end of its input, which comes when this process dies or the server. */
  void shutDownWithParent(ServerRun server) throws IOException {
    String pid = Long.toString(server.handle().pid());
    List<String> watch =
        List.of(
            "sh", "-c", STOP_POSTMASTER_WHEN_INPUT_ENDS, "sh", postmasterFile().toString(), pid);
    Process watcher =
        new ProcessBuilder(OwnSession.of(watch))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    server.onExit().thenRun(watcher::destroy);
  }
}
