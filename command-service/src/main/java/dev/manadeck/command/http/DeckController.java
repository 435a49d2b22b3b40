package dev.manadeck.command.http;

import dev.manadeck.command.deck.DeckChanges;
import dev.manadeck.command.deck.DeckCommand.ChangeDeck;
import dev.manadeck.command.deck.DeckCommand.DeleteDeck;
import dev.manadeck.command.deck.DeckCommand.FeatureDeck;
import dev.manadeck.command.deck.DeckCommand.RestoreDeck;
import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.events.DeckId;
import dev.manadeck.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
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
@RequestMapping("/api/decks")
final class DeckController {
  private final Endpoint endpoint;
  private final NewIds ids;
  private final DeckContents contents;

  DeckController(Endpoint endpoint, NewIds ids, DeckContents contents) {
    this.endpoint = endpoint;
    this.ids = ids;
    this.contents = contents;
  }

  @PostMapping
  ResponseEntity<byte[]> create(
      @RequestBody ObjectNode body, Caller caller, HttpServletRequest request) {
    return endpoint.write(
        CommandKind.CREATE_DECK,
        body,
        caller,
        request,
        draft ->
            draft.asking(
                DeckForm.create(
                    body, () -> ids.deckIdFor(caller.userId(), draft.id()), ids::cardId)));
  }

  @PutMapping("/{deckId}")
  ResponseEntity<byte[]> put(
      @PathVariable DeckId deckId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return change(deckId, body, DeckForm::whole, caller, request);
  }

  @PatchMapping("/{deckId}")
  ResponseEntity<byte[]> patch(
      @PathVariable DeckId deckId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return change(deckId, body, DeckForm::some, caller, request);
  }

  private ResponseEntity<byte[]> change(
      DeckId deckId,
      ObjectNode body,
      Function<ObjectNode, DeckChanges> form,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.CHANGE_DECK,
        body,
        caller,
        request,
        draft -> draft.asking(new ChangeDeck(deckId, form.apply(body))));
  }

  @DeleteMapping("/{deckId}")
  ResponseEntity<byte[]> delete(
      @PathVariable DeckId deckId, Caller caller, HttpServletRequest request) {
    return endpoint.write(
        CommandKind.DELETE_DECK,
        null,
        caller,
        request,
        draft -> draft.asking(new DeleteDeck(deckId)));
  }

  @PostMapping("/{deckId}/restore")
  ResponseEntity<byte[]> restore(
      @PathVariable DeckId deckId, Caller caller, HttpServletRequest request) {
    return endpoint.write(
        CommandKind.RESTORE_DECK,
        null,
        caller,
        request,
        draft -> draft.asking(new RestoreDeck(deckId)));
  }

  @PostMapping("/{deckId}/copy")
  ResponseEntity<byte[]> copy(
      @PathVariable DeckId deckId, Caller caller, HttpServletRequest request) {
    return endpoint.writeUnlessKnown(
        CommandKind.COPY_DECK,
        caller,
        request,
        draft -> ids.deckIdFor(caller.userId(), draft.id()),
        (draft, id) -> {
          var copy =
              contents.copy(
                  deckId,
                  id,
                  ids::cardId,
                  draft.context().expectedVersion(),
                  request,
                  draft.deadline());
          return draft.withoutCondition().asking(copy.command(), copy.bytes());
        });
  }

  @PutMapping("/{deckId}/featured")
  ResponseEntity<byte[]> feature(
      @PathVariable DeckId deckId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.FEATURE_DECK,
        body,
        caller,
        request,
        draft -> draft.asking(new FeatureDeck(deckId, FlagForm.read(body, "featured"))));
  }
}
