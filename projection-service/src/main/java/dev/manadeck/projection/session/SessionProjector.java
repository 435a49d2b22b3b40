package dev.manadeck.projection.session;

import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.projection.runtime.Projector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session's start and its end; the first of each counts. */
final class SessionProjector implements Projector<SessionKey, SessionRow> {

  @Override
  public Set<SessionKey> keys(Sequenced sequenced) {
    return switch (sequenced.event()) {
      case SessionEvent event -> Set.of(new SessionKey(event.deckId(), event.sessionId()));
      case DeckEvent _, ReviewEvent _, LearnerEvent _ -> Set.of();
    };
  }

  @Override
  public @Nullable SessionRow fold(
      SessionKey key, @Nullable SessionRow before, Sequenced sequenced) {
    return switch (sequenced.event()) {
      case SessionStarted event -> before == null ? SessionRow.started(event) : before;
      case SessionCompleted event -> completed(before, event);
      case DeckEvent _, ReviewEvent _, LearnerEvent _ -> before;
    };
  }

  private static SessionRow completed(@Nullable SessionRow before, SessionCompleted event) {
    if (before == null) {
      throw new IllegalStateException(
          "Expected session %s to have started, but its end comes first"
              .formatted(event.sessionId()));
    }
    return before.totals() == null ? before.completed(event) : before;
  }
}
