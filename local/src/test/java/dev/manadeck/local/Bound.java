package dev.manadeck.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs programs as somebody who is bound by permissions, as root is not. */
record Bound(List<String> prefix) {
  /** As this user; as root without its privileges; as root without its name. */
  private static final List<Bound> WAYS =
      List.of(
          new Bound(List.of()),
          new Bound(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all")),
          new Bound(List.of("unshare", "-U")));

  /**
   * @param closed a folder that its owner has closed to everybody
   */
  static Optional<Bound> by(Path closed) {
    return WAYS.stream().filter(way -> way.isKeptOutOf(closed)).findFirst();
  }

  private boolean isKeptOutOf(Path folder) {
    try {
      return new ProcessBuilder(command("sh", "-c", "! test -x \"$0\"", folder.toString()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> command(String... words) {
    return Stream.concat(prefix.stream(), Stream.of(words)).toList();
  }
}
