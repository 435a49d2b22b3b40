package dev.manadeck.edge;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param deadline how long a client waits at most before it is told that nobody answers
 */
record EdgeSettings(
    String host,
    int port,
    URI projection,
    List<URI> commandNodes,
    @Nullable Path jwksFile,
    Duration deadline) {

  EdgeSettings {
    commandNodes = List.copyOf(commandNodes);
    if (commandNodes.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected the URL of at least one command node, but got none");
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("Expected a positive deadline, but got " + deadline);
    }
    requireServer(projection);
    commandNodes.forEach(EdgeSettings::requireServer);
  }

  private static void requireServer(URI url) {
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException(
          "Expected a URL such as http://127.0.0.1:8081, but got " + url);
    }
    if (!url.getRawPath().matches("/?") || url.getRawQuery() != null || url.getFragment() != null) {
      throw new IllegalArgumentException(
          "Expected a URL without a path, such as http://127.0.0.1:8081, but got " + url);
    }
  }
}
