package dev.manadeck.command.study;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of the last month. */
final class SessionMemory {
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private record Key(DeckId deck, SessionId session) {}

  private final Map<Key, Session> sessions = new LinkedHashMap<>();
  private final Map<DeckId, Map<SessionId, Tally>> tallies = new HashMap<>();

  @Nullable Session find(DeckId deck, SessionId session) {
    return sessions.get(new Key(deck, session));
  }

  Tally tally(DeckId deck, SessionId session) {
    return tallies.getOrDefault(deck, Map.of()).getOrDefault(session, new Tally());
  }

  void evolve(SessionEvent event) {
    var key = new Key(event.deckId(), event.sessionId());
    switch (event) {
      case SessionStarted started -> {
        sessions.putIfAbsent(key, Session.started(started));
        forgetBefore(started.occurredAt().minus(REMEMBERED));
      }
      case SessionCompleted completed -> {
        sessions.computeIfPresent(key, (same, session) -> session.completed(completed));
        dropTally(key);
      }
    }
  }

  void count(CardReviewed event) {
    var session = event.sessionId();
    var known = session == null ? null : find(event.deckId(), session);
    if (known != null && known.isOpen()) {
      tallies
          .computeIfAbsent(event.deckId(), deck -> new HashMap<>())
          .computeIfAbsent(known.id(), open -> new Tally())
          .add(event.reviewId(), event.cardId(), event.rating());
    }
  }

  void uncount(ReviewUndone event) {
    tallies
        .getOrDefault(event.deckId(), Map.of())
        .values()
        .forEach(tally -> tally.undo(event.reviewId()));
  }

  private void dropTally(Key key) {
    tallies.computeIfPresent(
        key.deck(),
        (deck, open) -> {
          open.remove(key.session());
          return open.isEmpty() ? null : open;
        });
  }

  private void forgetBefore(Instant horizon) {
    var oldest = sessions.entrySet().iterator();
    while (oldest.hasNext()) {
      var entry = oldest.next();
      if (!entry.getValue().startedAt().isBefore(horizon)) {
        return;
      }
      oldest.remove();
      dropTally(entry.getKey());
    }
  }
}
