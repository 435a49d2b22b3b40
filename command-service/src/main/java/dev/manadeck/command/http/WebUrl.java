package dev.manadeck.command.http;

import java.net.URI;

final class WebUrl {
  private WebUrl() {}

  /**
   * @throws IllegalArgumentException if it is not an absolute http or https URL
   */
  static String checked(String text) {
    var url = URI.create(text);
    var scheme = url.getScheme();
    if (url.getHost() == null
        || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
      throw new IllegalArgumentException("Expected an http or https URL, but got another");
    }
    return text;
  }
}
