package dev.manadeck.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The programs of PostgreSQL, unpacked, to be run under an account. */
record PostgresPrograms(Path home, PostgresAccount account) {

  /**
   * @param folder the server's folder: the programs are put there if the account cannot use those
   *     in the user's cache
   */
  static PostgresPrograms unpackedFor(PostgresAccount account, Path folder) throws IOException {
    Path place = UserCache.folder().filter(account::canEnter).orElse(folder);
    return new PostgresPrograms(PostgresArchive.unpackInto(place), account);
  }

  ProcessBuilder command(String program, List<String> options) {
    String executable = home.resolve("bin").resolve(program).toString();
    ProcessBuilder command =
        new ProcessBuilder(
            Stream.of(account.prefix(), List.of(executable), options)
                .flatMap(List::stream)
                .toList());
    command.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return command;
  }

  /** Runs a program to its end; what it prints goes to the log. */
  void run(String program, List<String> options, Path logFile) {
    ServerRun run = ServerRun.launch(program, command(program, options), logFile);
    int status = run.onExit().join();
    if (status != 0) {
      throw new StartFailedException(
          "%s ended with status %d. %s".formatted(program, status, run.log()));
    }
  }
}
