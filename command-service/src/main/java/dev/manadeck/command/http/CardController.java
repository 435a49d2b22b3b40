package dev.manadeck.command.http;

import dev.manadeck.command.deck.DeckCommand.AddCards;
import dev.manadeck.command.deck.DeckCommand.ChangeCard;
import dev.manadeck.command.deck.DeckCommand.RemoveCard;
import dev.manadeck.command.deck.DeckCommand.ReorderCards;
import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.command.study.StudyCommand.MarkCard;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Mark;
import dev.manadeck.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/decks/{deckId}/cards")
final class CardController {
  private final Endpoint endpoint;
  private final NewIds ids;

  CardController(Endpoint endpoint, NewIds ids) {
    this.endpoint = endpoint;
    this.ids = ids;
  }

  @PostMapping
  ResponseEntity<byte[]> add(
      @PathVariable DeckId deckId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        body.has("cards") ? CommandKind.ADD_CARDS : CommandKind.ADD_CARD,
        body,
        caller,
        request,
        draft -> draft.asking(new AddCards(deckId, CardForm.added(body, ids::cardId))));
  }

  @PutMapping("/{cardId}")
  ResponseEntity<byte[]> put(
      @PathVariable DeckId deckId,
      @PathVariable CardId cardId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.REPLACE_CARD,
        body,
        caller,
        request,
        draft -> draft.asking(new ChangeCard(deckId, cardId, CardForm.whole(body))));
  }

  @PatchMapping("/{cardId}")
  ResponseEntity<byte[]> patch(
      @PathVariable DeckId deckId,
      @PathVariable CardId cardId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.CHANGE_CARD,
        body,
        caller,
        request,
        draft -> draft.asking(new ChangeCard(deckId, cardId, CardForm.some(body))));
  }

  @DeleteMapping("/{cardId}")
  ResponseEntity<byte[]> remove(
      @PathVariable DeckId deckId,
      @PathVariable CardId cardId,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.REMOVE_CARD,
        null,
        caller,
        request,
        draft -> draft.asking(new RemoveCard(deckId, cardId)));
  }

  @PutMapping("/order")
  ResponseEntity<byte[]> order(
      @PathVariable DeckId deckId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.ORDER_CARDS,
        body,
        caller,
        request,
        draft -> draft.asking(new ReorderCards(deckId, CardForm.order(body))));
  }

  @PutMapping("/{cardId}/favorite")
  ResponseEntity<byte[]> favorite(
      @PathVariable DeckId deckId,
      @PathVariable CardId cardId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return mark(Mark.FAVORITE, deckId, cardId, body, caller, request);
  }

  @PutMapping("/{cardId}/suspended")
  ResponseEntity<byte[]> suspended(
      @PathVariable DeckId deckId,
      @PathVariable CardId cardId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return mark(Mark.SUSPENDED, deckId, cardId, body, caller, request);
  }

  private ResponseEntity<byte[]> mark(
      Mark mark,
      DeckId deckId,
      CardId cardId,
      ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.MARK_CARD,
        body,
        caller,
        request,
        draft ->
            draft.asking(new MarkCard(deckId, cardId, mark, FlagForm.read(body, mark.wireName()))));
  }
}
