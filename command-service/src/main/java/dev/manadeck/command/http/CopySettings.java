package dev.manadeck.command.http;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param projectionUrl where the cards of a deck to copy are read
 */
@ConfigurationProperties("manadeck.command.copy")
record CopySettings(@DefaultValue("http://127.0.0.1:8082") URI projectionUrl) {
  CopySettings {
    if (projectionUrl.getHost() == null
        || !("http".equals(projectionUrl.getScheme())
            || "https".equals(projectionUrl.getScheme()))) {
      throw new IllegalArgumentException(
          "Expected manadeck.command.copy.projection-url such as http://127.0.0.1:8082, but got "
              + projectionUrl);
    }
    if (!projectionUrl.getRawPath().matches("/?")
        || projectionUrl.getRawQuery() != null
        || projectionUrl.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "Expected manadeck.command.copy.projection-url without a path, but got " + projectionUrl);
    }
  }
}
