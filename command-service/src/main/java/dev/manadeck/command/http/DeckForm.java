package dev.manadeck.command.http;

import dev.manadeck.command.deck.DeckChanges;
import dev.manadeck.command.deck.DeckCommand.CreateDeck;
import dev.manadeck.command.deck.NewCard;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.SchedulingSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a client may write about a deck. */
final class DeckForm {
  static final int LONGEST_TITLE = 200;
  static final int LONGEST_DESCRIPTION = 5_000;
  static final int LONGEST_URL = 2_048;
  static final int LONGEST_TAG = 50;
  static final int MOST_TAGS = 50;
  static final int LARGEST_METADATA = 32 * 1024;

  private DeckForm() {}

  /**
   * @param newId used where the client gives none
   */
  static CreateDeck create(ObjectNode body, Supplier<DeckId> newId, Supplier<CardId> newCardId) {
    var form = Form.of(body);
    var id = form.parsed("id", Form.UUID_LENGTH, DeckId::of);
    form.require("title");
    var details =
        new DeckDetails(
            Objects.requireNonNullElse(form.filledText("title", LONGEST_TITLE), ""),
            form.text("description", LONGEST_DESCRIPTION),
            form.parsed("coverImageUrl", LONGEST_URL, WebUrl::checked),
            SettingsForm.read(form, "settings", SchedulingSettings.DEFAULT),
            Optional.ofNullable(form.texts("tags", MOST_TAGS, LONGEST_TAG)).orElse(List.of()),
            Optional.ofNullable(form.json("metadata", LARGEST_METADATA))
                .orElseGet(JsonNodeFactory.instance::objectNode));
    var isPublic = Boolean.TRUE.equals(form.flag("isPublic"));
    List<NewCard> cards = CardForm.readAll(form, "cards", CardForm.MOST_NEW_CARDS, newCardId);
    form.check();
    return new CreateDeck(id == null ? newId.get() : id, details, isPublic, cards);
  }

  static DeckChanges whole(ObjectNode body) {
    var form = Form.of(body);
    form.passOver(
        "id",
        "userId",
        "isFeatured",
        "featuredAt",
        "cardCount",
        "cards",
        "version",
        "createdAt",
        "updatedAt");
    return changes(form);
  }

  static DeckChanges some(ObjectNode body) {
    return changes(Form.of(body));
  }

  private static DeckChanges changes(Form form) {
    var changes =
        new DeckChanges(
            givenAndFilled(form),
            form.has("description")
                ? Optional.ofNullable(form.text("description", LONGEST_DESCRIPTION))
                : null,
            form.has("coverImageUrl")
                ? Optional.ofNullable(form.parsed("coverImageUrl", LONGEST_URL, WebUrl::checked))
                : null,
            form.flag("isPublic"),
            SettingsForm.change(form, "settings"),
            form.texts("tags", MOST_TAGS, LONGEST_TAG),
            form.json("metadata", LARGEST_METADATA));
    form.check();
    return changes;
  }

  private static @Nullable String givenAndFilled(Form form) {
    if (form.has("title") && !form.isGiven("title")) {
      form.wrong("title", "Expected a text, but got null");
    }
    return form.filledText("title", LONGEST_TITLE);
  }
}
