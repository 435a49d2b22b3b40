package dev.manadeck.embedded;

import java.util.Locale;

/** The operating system and processor of this machine, as the PostgreSQL archives name them. */
final class Platform {

  static final boolean IS_MACOS = System.getProperty("os.name").startsWith("Mac");

  private Platform() {}

  static String name() {
    return system() + "-" + processor();
  }

  private static String system() {
    return IS_MACOS ? "darwin" : System.getProperty("os.name").toLowerCase(Locale.ROOT);
  }

  private static String processor() {
    String architecture = System.getProperty("os.arch");
    return switch (architecture) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> architecture;
    };
  }
}
