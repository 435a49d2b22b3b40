package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a card that a change gives; a field that is absent keeps its value. Only what may
 * become null ({@code title}, {@code aiModel}, {@code aiPrompt}) needs a wrapper to tell "absent"
 * from "taken away".
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CardChanges(
    @Nullable Text title,
    @Nullable JsonNode content,
    @Nullable CardType cardType,
    @Nullable Text aiModel,
    @Nullable Text aiPrompt) {

  public CardChanges {
    content = content == null || content.isNull() ? null : content;
  }

  /** A text that was given, be it null. */
  public record Text(@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String value) {}

  public CardDetails applyTo(CardDetails card) {
    return new CardDetails(
        given(title, card::title),
        content == null ? card.content() : content,
        cardType == null ? card.cardType() : cardType,
        given(aiModel, card::aiModel),
        given(aiPrompt, card::aiPrompt));
  }

  private static @Nullable String given(
      @Nullable Text change, Supplier<@Nullable String> otherwise) {
    return change == null ? otherwise.get() : change.value();
  }
}
