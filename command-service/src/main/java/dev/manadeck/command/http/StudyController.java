package dev.manadeck.command.http;

import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.command.study.StudyCommand.Review;
import dev.manadeck.command.study.StudyCommand.UndoReview;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionId;
import dev.manadeck.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/decks/{deckId}")
final class StudyController {
  private final Endpoint endpoint;
  private final NewIds ids;

  StudyController(Endpoint endpoint, NewIds ids) {
    this.endpoint = endpoint;
    this.ids = ids;
  }

  @PostMapping("/sessions")
  ResponseEntity<byte[]> start(
      @PathVariable UUID deckId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.START_SESSION,
        body,
        caller,
        request,
        draft -> draft.asking(SessionForm.start(body, new DeckId(deckId), ids.sessionId())));
  }

  @PostMapping("/sessions/{sessionId}/complete")
  ResponseEntity<byte[]> complete(
      @PathVariable UUID deckId,
      @PathVariable UUID sessionId,
      @RequestBody(required = false) @Nullable ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.COMPLETE_SESSION,
        body,
        caller,
        request,
        draft ->
            draft.asking(SessionForm.complete(body, new DeckId(deckId), new SessionId(sessionId))));
  }

  @PostMapping("/cards/{cardId}/reviews")
  ResponseEntity<byte[]> review(
      @PathVariable UUID deckId,
      @PathVariable UUID cardId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.REVIEW,
        body,
        caller,
        request,
        draft ->
            draft.asking(
                new Review(
                    new DeckId(deckId),
                    List.of(ReviewForm.one(body, new CardId(cardId), ids::reviewId)))));
  }

  @PostMapping("/reviews")
  ResponseEntity<byte[]> reviewAll(
      @PathVariable UUID deckId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.REVIEW_BATCH,
        body,
        caller,
        request,
        draft -> draft.asking(new DeckId(deckId), ReviewForm.batch(body, ids::reviewId)));
  }

  @DeleteMapping("/reviews/{reviewId}")
  ResponseEntity<byte[]> undo(
      @PathVariable UUID deckId,
      @PathVariable UUID reviewId,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.UNDO_REVIEW,
        null,
        caller,
        request,
        draft -> draft.asking(new UndoReview(new DeckId(deckId), new ReviewId(reviewId))));
  }
}
