package dev.manadeck.command.http;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.study.StudyCommand.CompleteSession;
import dev.manadeck.command.study.StudyCommand.StartSession;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.SessionMode;
import dev.manadeck.events.WireNamed;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a client may write about sessions. */
final class SessionForm {
  private static final int LONGEST_SECONDS = Math.toIntExact(Duration.ofDays(7).toSeconds());
  private static final Map<String, SessionMode> MODES = WireNamed.all(SessionMode.class);

  private SessionForm() {}

  static StartSession start(ObjectNode body, DeckId deck, SessionId newId) {
    var form = Form.of(body);
    form.require("mode");
    var mode = form.choice("mode", MODES);
    var cards = form.parsedTexts("cardIds", Deck.MOST_CARDS, Form.UUID_LENGTH, CardId::of);
    var timeZone = form.timeZone("timeZone");
    var dayStartHour = form.number("dayStartHour", 0, Form.LAST_HOUR);
    form.check();
    return new StartSession(
        deck, newId, Objects.requireNonNull(mode), cards, timeZone, dayStartHour);
  }

  static CompleteSession complete(@Nullable ObjectNode body, DeckId deck, SessionId session) {
    if (body == null) {
      return new CompleteSession(deck, session, null);
    }
    var form = Form.of(body);
    var seconds = form.number("timeSpentSeconds", 0, LONGEST_SECONDS);
    form.check();
    return new CompleteSession(deck, session, seconds);
  }
}
