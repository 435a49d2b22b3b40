package dev.manadeck.command.http;

import dev.manadeck.command.settings.ServerUrl;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param projectionUrl where the cards of a deck to copy are read
 */
@ConfigurationProperties("manadeck.command.copy")
record CopySettings(@DefaultValue("http://127.0.0.1:8082") URI projectionUrl) {
  CopySettings {
    ServerUrl.require(
        "manadeck.command.copy.projection-url", "http://127.0.0.1:8082", projectionUrl);
  }
}
