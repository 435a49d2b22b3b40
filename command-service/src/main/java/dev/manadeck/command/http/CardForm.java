package dev.manadeck.command.http;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.deck.NewCard;
import dev.manadeck.events.CardChanges;
import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import dev.manadeck.events.WireNamed;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a client may write about a card. */
final class CardForm {
  static final int LONGEST_TITLE = 500;
  static final int LARGEST_CONTENT = 64 * 1024;
  static final int LONGEST_AI_MODEL = 200;
  static final int LONGEST_AI_PROMPT = 10_000;
  static final int MOST_NEW_CARDS = 500;
  static final int HIGHEST_POSITION = 1_000_000;
  static final Map<String, CardType> TYPES = WireNamed.all(CardType.class);

  private static final CardChanges NO_CHANGES = new CardChanges(null, null, null, null, null);

  private CardForm() {}

  static List<NewCard> readAll(Form parent, String name, int most, Supplier<CardId> newId) {
    var forms = parent.objects(name, most);
    return forms == null ? List.of() : forms.stream().map(form -> read(form, newId)).toList();
  }

  static NewCard read(Form form, Supplier<CardId> newId) {
    var id = form.parsed("id", Form.UUID_LENGTH, CardId::of);
    var type = form.choice("cardType", TYPES);
    var content = form.json("content", LARGEST_CONTENT);
    form.require("cardType", "content");
    var title = form.text("title", LONGEST_TITLE);
    var position = form.number("position", 0, HIGHEST_POSITION);
    var aiModel = form.text("aiModel", LONGEST_AI_MODEL);
    var aiPrompt = form.text("aiPrompt", LONGEST_AI_PROMPT);
    return new NewCard(
        id == null ? newId.get() : id,
        position,
        new CardDetails(
            title,
            content == null ? JsonNodeFactory.instance.objectNode() : content,
            type == null ? CardType.TEXT : type,
            aiModel,
            aiPrompt));
  }

  /** One card, or a list of them. */
  static List<NewCard> added(ObjectNode body, Supplier<CardId> newId) {
    var form = Form.of(body);
    var cards = form.has("cards") ? several(form, newId) : List.of(read(form, newId));
    form.check();
    return cards;
  }

  private static List<NewCard> several(Form form, Supplier<CardId> newId) {
    form.require("cards");
    if (form.isEmptyArray("cards")) {
      form.wrong("cards", "Expected cards, but the list is empty");
    }
    return readAll(form, "cards", MOST_NEW_CARDS, newId);
  }

  static List<CardId> order(ObjectNode body) {
    var form = Form.of(body);
    form.require("cardIds");
    var order = form.parsedTexts("cardIds", Deck.MOST_CARDS, Form.UUID_LENGTH, CardId::of);
    form.check();
    return Objects.requireNonNull(order);
  }

  /** Of a PUT: every field is given; one that is absent is taken away. */
  static CardChanges whole(ObjectNode body) {
    var form = Form.of(body);
    form.passOver(
        "id",
        "deckId",
        "position",
        "version",
        "isFavorite",
        "isSuspended",
        "progress",
        "createdAt",
        "updatedAt");
    form.require("cardType", "content");
    var changes =
        new CardChanges(
            new CardChanges.Text(form.text("title", LONGEST_TITLE)),
            form.json("content", LARGEST_CONTENT),
            form.choice("cardType", TYPES),
            new CardChanges.Text(form.text("aiModel", LONGEST_AI_MODEL)),
            new CardChanges.Text(form.text("aiPrompt", LONGEST_AI_PROMPT)));
    form.check();
    return changes;
  }

  /** Of a PATCH. */
  static CardChanges some(ObjectNode body) {
    var form = Form.of(body);
    var changes =
        new CardChanges(
            text(form, "title", LONGEST_TITLE),
            form.json("content", LARGEST_CONTENT),
            form.choice("cardType", TYPES),
            text(form, "aiModel", LONGEST_AI_MODEL),
            text(form, "aiPrompt", LONGEST_AI_PROMPT));
    form.check();
    if (changes.equals(NO_CHANGES)) {
      throw new ProblemException(
          ProblemKind.BAD_REQUEST, "Expected a field to change, but there is none");
    }
    return changes;
  }

  private static CardChanges.@Nullable Text text(Form form, String name, int longest) {
    return form.has(name) ? new CardChanges.Text(form.text(name, longest)) : null;
  }
}
