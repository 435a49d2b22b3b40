package dev.manadeck.projection.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Event;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.UserId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The part of a projection's rows that a replay is limited to. */
public sealed interface Scope {
  /** The column by which all tables of the projection know their part. */
  String column();

  /** The column's type in SQL. */
  String columnType();

  /** What stands in that column, as text. */
  String value();

  boolean mayHold(byte @Nullable [] recordKey);

  boolean holds(Event event);

  record OfDeck(DeckId deckId) implements Scope {
    @Override
    public String column() {
      return "deck_id";
    }

    @Override
    public String columnType() {
      return "uuid";
    }

    @Override
    public String value() {
      return deckId.value().toString();
    }

    @Override
    public boolean mayHold(byte @Nullable [] recordKey) {
      return Arrays.equals(recordKey, value().getBytes(UTF_8));
    }

    @Override
    public boolean holds(Event event) {
      return event.key().equals(value());
    }
  }

  record OfLearner(UserId userId) implements Scope {
    @Override
    public String column() {
      return "user_id";
    }

    @Override
    public String columnType() {
      return "text";
    }

    @Override
    public String value() {
      return userId.value();
    }

    @Override
    public boolean mayHold(byte @Nullable [] recordKey) {
      return true;
    }

    @Override
    public boolean holds(Event event) {
      return switch (event) {
        case ReviewEvent review -> review.userId().equals(userId);
        case SessionEvent session -> session.userId().equals(userId);
        case LearnerEvent learner -> learner.userId().equals(userId);
        case DeckEvent _ -> false;
      };
    }
  }
}
