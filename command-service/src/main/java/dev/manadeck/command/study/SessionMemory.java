package dev.manadeck.command.study;

import dev.manadeck.command.recent.LogClock;
import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.ChangedParts;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.command.snapshot.Section;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the last month, in the order in which they began. Of those that a learner leaves
 * open on a deck the oldest are forgotten, as if their month were over.
 */
final class SessionMemory implements Section {
  static final int MOST_OPEN = 32;
  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final HexFormat HEX = HexFormat.of();
  private static final String CLOCK = "clock";

  private record Key(DeckId deck, SessionId session) {}

  private record Desk(DeckId deck, UserId learner) {
    static Desk of(Session session) {
      return new Desk(session.deckId(), session.userId());
    }
  }

  private record Part(long number, Key key) {}

  private static final class Kept {
    final Part part;
    Session session;
    @Nullable Tally tally;

    Kept(Part part, Session session) {
      this.part = part;
      this.session = session;
    }
  }

  private final Map<Key, Kept> sessions = new LinkedHashMap<>();
  private final Map<Desk, Deque<Kept>> open = new HashMap<>();
  private final ChangedParts<Part> changed = new ChangedParts<>();
  private final LogClock clock = new LogClock();
  private boolean clockChanged;
  private long nextNumber;

  @Nullable Session find(DeckId deck, SessionId session) {
    var kept = sessions.get(new Key(deck, session));
    return kept == null ? null : kept.session;
  }

  Tally tally(DeckId deck, SessionId session) {
    var kept = sessions.get(new Key(deck, session));
    return kept == null || kept.tally == null ? new Tally() : kept.tally;
  }

  void evolve(SessionEvent event) {
    var key = new Key(event.deckId(), event.sessionId());
    switch (event) {
      case SessionStarted started -> start(key, started);
      case SessionCompleted completed -> complete(key, completed);
    }
  }

  private void start(Key key, SessionStarted event) {
    if (!sessions.containsKey(key)) {
      var part = new Part(nextNumber++, key);
      keep(new Kept(part, Session.started(event)));
      changed.add(part);
      forgetOldestOpen(new Desk(event.deckId(), event.userId()));
    }
    clock.advanceTo(event.occurredAt());
    clockChanged = true;
    forgetBefore(Instant.ofEpochSecond(clock.epochSecond()).minus(REMEMBERED));
  }

  private void keep(Kept kept) {
    sessions.put(kept.part.key(), kept);
    if (kept.session.isOpen()) {
      open.computeIfAbsent(Desk.of(kept.session), desk -> new ArrayDeque<>()).add(kept);
    }
  }

  private void forgetOldestOpen(Desk desk) {
    var onDesk = open.getOrDefault(desk, new ArrayDeque<>());
    while (onDesk.size() > MOST_OPEN) {
      var oldest = onDesk.remove();
      sessions.remove(oldest.part.key());
      changed.add(oldest.part);
    }
  }

  private void complete(Key key, SessionCompleted event) {
    var kept = sessions.get(key);
    if (kept != null) {
      close(kept);
      kept.session = kept.session.completed(event);
      kept.tally = null;
      changed.add(kept.part);
    }
  }

  private void close(Kept kept) {
    open.computeIfPresent(
        Desk.of(kept.session),
        (desk, onDesk) -> {
          onDesk.remove(kept);
          return onDesk.isEmpty() ? null : onDesk;
        });
  }

  void count(CardReviewed event) {
    var session = event.sessionId();
    var kept = session == null ? null : sessions.get(new Key(event.deckId(), session));
    if (kept != null && kept.session.isOpen()) {
      var tally = kept.tally == null ? new Tally() : kept.tally;
      tally.add(event.reviewId(), event.cardId(), event.rating());
      kept.tally = tally;
      changed.add(kept.part);
    }
  }

  void uncount(ReviewUndone event) {
    var desk = new Desk(event.deckId(), event.userId());
    for (var kept : open.getOrDefault(desk, new ArrayDeque<>())) {
      if (kept.tally != null && kept.tally.undo(event.reviewId())) {
        changed.add(kept.part);
      }
    }
  }

  private void forgetBefore(Instant horizon) {
    var oldest = sessions.values().iterator();
    while (oldest.hasNext()) {
      var kept = oldest.next();
      if (!kept.session.startedAt().isBefore(horizon)) {
        return;
      }
      oldest.remove();
      close(kept);
      changed.add(kept.part);
    }
  }

  @Override
  public String name() {
    return "sessions";
  }

  @Override
  public int parts() {
    return sessions.size() + (clock.hasBegun() ? 1 : 0);
  }

  @Override
  public boolean writeChanged(SnapshotWriter out) {
    if (clockChanged) {
      var content = new PartWriter();
      clock.write(content);
      out.put(CLOCK, content.toBytes());
      clockChanged = false;
    }
    return changed.write(out, this::write);
  }

  private void write(Part part, SnapshotWriter out) {
    var kept = sessions.get(part.key());
    if (kept == null || kept.part.number() != part.number()) {
      out.remove(HEX.toHexDigits(part.number()));
      return;
    }
    var content = new PartWriter().number(part.number());
    kept.session.write(content);
    content.flag(kept.tally != null);
    if (kept.tally != null) {
      kept.tally.write(content);
    }
    out.put(HEX.toHexDigits(part.number()), content.toBytes());
  }

  @Override
  public void restore(String key, PartReader content) {
    if (key.equals(CLOCK)) {
      clock.restore(content);
    } else {
      restoreSession(content);
    }
  }

  private void restoreSession(PartReader content) {
    var number = content.number();
    var session = Session.read(content);
    var kept = new Kept(new Part(number, new Key(session.deckId(), session.id())), session);
    kept.tally = content.flag() ? Tally.read(content) : null;
    keep(kept);
    nextNumber = number + 1;
  }
}
