package dev.manadeck.events;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What stands on a card. The shape of the content depends on the card's type. */
public record CardDetails(
    @Nullable String title,
    JsonNode content,
    CardType cardType,
    @Nullable String aiModel,
    @Nullable String aiPrompt) {

  public CardDetails {
    Objects.requireNonNull(content);
    Objects.requireNonNull(cardType);
    if (content.isNull()) {
      throw new IllegalArgumentException("Expected content, but got null");
    }
  }
}
