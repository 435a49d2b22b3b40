package dev.manadeck.command.settings;

import java.net.URI;

/** Where a server answers under its root. */
public final class ServerUrl {
  private ServerUrl() {}

  /**
   * @throws IllegalArgumentException if it is another URL, in the words of its setting
   */
  public static void require(String setting, String example, URI url) {
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException(
          "Expected %s such as %s, but got %s".formatted(setting, example, url));
    }
    if (!url.getRawPath().matches("/?")
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "Expected %s without a path, but got %s".formatted(setting, url));
    }
  }
}
