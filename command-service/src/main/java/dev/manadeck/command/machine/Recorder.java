package dev.manadeck.command.machine;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts the events of a command into their envelopes. */
final class Recorder {
  private final Supplier<EventId> eventIds;

  Recorder(Supplier<EventId> eventIds) {
    this.eventIds = eventIds;
  }

  /** Each raises the version by one. */
  List<Recorded> versioned(Command command, long version, List<? extends Event> events) {
    var recorded = new ArrayList<Recorded>(events.size());
    var next = version;
    for (var event : events) {
      next++;
      recorded.add(record(command, next, event));
    }
    return recorded;
  }

  /** None changes the deck. */
  List<Recorded> beside(Command command, @Nullable Deck deck, List<? extends Event> events) {
    var version = deck == null ? 0 : deck.version();
    return events.stream().map(event -> record(command, version, event)).toList();
  }

  private Recorded record(Command command, long sequence, Event event) {
    return new Recorded(
        new Envelope(
            eventIds.get(),
            command.context().actor(),
            command.id(),
            command.digest().toString(),
            sequence,
            command.traceparent()),
        event);
  }
}
