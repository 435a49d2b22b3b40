package dev.manadeck.command.study;

import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.snapshot.Section;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Mark;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a shard knows of studying. Changed by the two {@code evolve} alone. */
public final class Study {
  private final SessionMemory sessions = new SessionMemory();
  private final ReviewMemory reviews;
  private final Marks marks = new Marks();

  public Study(RecentMemory recent) {
    reviews = new ReviewMemory(recent);
  }

  public List<Section> sections() {
    return List.of(sessions, reviews.section(), marks);
  }

  public @Nullable Session session(DeckId deck, SessionId session) {
    return sessions.find(deck, session);
  }

  public boolean isMarked(UserId user, DeckId deck, CardId card, Mark mark) {
    return marks.isSet(user, deck, card, mark);
  }

  Tally tally(Session session) {
    return sessions.tally(session.deckId(), session.id());
  }

  Optional<ReviewMemory.Known> review(DeckId deck, ReviewId review) {
    return reviews.find(deck, review);
  }

  public void evolve(SessionEvent event) {
    sessions.evolve(event);
  }

  public void evolve(ReviewEvent event, Location location) {
    switch (event) {
      case CardReviewed reviewed -> {
        reviews.evolve(reviewed, location);
        sessions.count(reviewed);
      }
      case ReviewUndone undone -> {
        reviews.evolve(undone);
        sessions.uncount(undone);
      }
      case CardMarked marked -> marks.evolve(marked);
    }
  }
}
