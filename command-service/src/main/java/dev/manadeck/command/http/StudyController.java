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
      @PathVariable DeckId deckId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.START_SESSION,
        body,
        caller,
        request,
        draft -> draft.asking(SessionForm.start(body, deckId, ids.sessionId())));
  }

  @PostMapping("/sessions/{sessionId}/complete")
  ResponseEntity<byte[]> complete(
      @PathVariable DeckId deckId,
      @PathVariable SessionId sessionId,
      @RequestBody(required = false) @Nullable ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.COMPLETE_SESSION,
        body,
        caller,
        request,
        draft -> draft.asking(SessionForm.complete(body, deckId, sessionId)));
  }

  @PostMapping("/cards/{cardId}/reviews")
  ResponseEntity<byte[]> review(
      @PathVariable DeckId deckId,
      @PathVariable CardId cardId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.REVIEW,
        body,
        caller,
        request,
        draft ->
            draft.asking(new Review(deckId, List.of(ReviewForm.one(body, cardId, ids::reviewId)))));
  }

  @PostMapping("/reviews")
  ResponseEntity<byte[]> reviewAll(
      @PathVariable DeckId deckId,
      @RequestBody ObjectNode body,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.REVIEW_BATCH,
        body,
        caller,
        request,
        draft -> draft.asking(deckId, ReviewForm.batch(body, ids::reviewId)));
  }

  @DeleteMapping("/reviews/{reviewId}")
  ResponseEntity<byte[]> undo(
      @PathVariable DeckId deckId,
      @PathVariable ReviewId reviewId,
      Caller caller,
      HttpServletRequest request) {
    return endpoint.write(
        CommandKind.UNDO_REVIEW,
        null,
        caller,
        request,
        draft -> draft.asking(new UndoReview(deckId, reviewId)));
  }
}
