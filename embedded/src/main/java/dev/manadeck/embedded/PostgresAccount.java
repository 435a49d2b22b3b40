package dev.manadeck.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which account PostgreSQL runs. It refuses to run as root, even where nobody else exists.
 *
 * @param prefix what stands before a command line so that it runs under the account
 * @param owner to whom everything in the server's folder must belong, if we may give it away
 */
record PostgresAccount(List<String> prefix, Optional<String> owner) {

  private static final long ROOT = 0;

  private static final String RUN_AS_USER =
      """
      exec setpriv --reuid="$0" --regid="$(id -g "$0")" --clear-groups "$@"
      """;

  static PostgresAccount ofThisProcess() {
    if (new UnixSystem().getUid() != ROOT) {
      return new PostgresAccount(List.of(), Optional.empty());
    }
    return Stream.of(rootWithoutItsName(), user("postgres"), user("nobody"))
        .filter(account -> account.succeeds("true"))
        .findFirst()
        .orElseThrow(
            () ->
                new StartFailedException(
                    "PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv'"
                        + " can be used here to run it as somebody else:"
                        + " start as an ordinary user"));
  }

  /** In a new user namespace nobody has a name, so that root is not known as root. */
  static PostgresAccount rootWithoutItsName() {
    return new PostgresAccount(List.of("unshare", "-U"), Optional.of("root"));
  }

  static PostgresAccount user(String name) {
    return new PostgresAccount(List.of("sh", "-c", RUN_AS_USER, name), Optional.of(name));
  }

  boolean canEnter(Path folder) {
    return succeeds("test", "-x", folder.toString());
  }

  /** Gives the account everything in the folder. */
  void own(Path folder) throws IOException {
    if (owner.isEmpty()) {
      return;
    }
    UserPrincipal newOwner =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner.get());
    for (Path file : FileTree.list(folder)) {
      own(file, newOwner);
    }
    if (!canEnter(folder)) {
      throw new StartFailedException(
          """
          PostgreSQL refuses to run as root, and the user '%s', as whom it would run, cannot reach \
          %s: choose a folder that everybody can reach, or start as an ordinary user\
          """
              .formatted(owner.get(), folder));
    }
  }

  /** The last processes of a server that was killed may still be removing their files. */
  private static void own(Path file, UserPrincipal newOwner) throws IOException {
    try {
      if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(newOwner)) {
        Files.setAttribute(file, "owner:owner", newOwner, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (NoSuchFileException removedMeanwhile) {
      return;
    }
  }

  private boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(Stream.concat(prefix.stream(), Stream.of(command)).toList())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
