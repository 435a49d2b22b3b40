package dev.manadeck.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How the JVMs of this project are started: from the JDK that runs this one. */
public final class Jvm {

  /**
   * Else numbers would be written in the digits of the machine, which are not 0 to 9 everywhere.
   */
  private static final List<String> LANGUAGE = List.of("-Duser.language=en", "-Duser.country=US");

  private Jvm() {}

  /** The beginning of a command line. */
  public static List<String> command(String... options) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(List.of(java), LANGUAGE, List.of(options)).flatMap(List::stream).toList();
  }
}
