package dev.manadeck.command.machine;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.deck.DeckDecider;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.ChangedParts;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.command.snapshot.Section;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckEvent.DetailsChanged;
import dev.manadeck.events.DeckId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The shard's decks, deleted ones too, and where in the log stands what they say of themselves. */
final class Decks implements Section {
  private record Kept(Deck deck, Location details) {}

  private final Map<DeckId, Kept> decks = new HashMap<>();
  private final ChangedParts<DeckId> changed = new ChangedParts<>();

  @Nullable Deck find(DeckId id) {
    var kept = decks.get(id);
    return kept == null ? null : kept.deck();
  }

  /** Of a deck that is there. */
  Location details(DeckId id) {
    return existing(id).details();
  }

  private Kept existing(DeckId id) {
    return Objects.requireNonNull(decks.get(id), "Expected a deck, but there is none");
  }

  /** Absent if the deck was never created. */
  @Nullable Deck evolve(DeckEvent event, Location location) {
    var before = decks.get(event.deckId());
    var deck = DeckDecider.evolve(before == null ? null : before.deck(), event);
    if (deck == null) {
      return null;
    }
    decks.put(
        deck.id(), new Kept(deck, before == null || tells(event) ? location : before.details()));
    changed.add(deck.id());
    return deck;
  }

  private static boolean tells(DeckEvent event) {
    return event instanceof DetailsChanged;
  }

  @Override
  public String name() {
    return "decks";
  }

  @Override
  public int parts() {
    return decks.size();
  }

  @Override
  public boolean writeChanged(SnapshotWriter out) {
    return changed.write(out, this::write);
  }

  private void write(DeckId id, SnapshotWriter out) {
    var kept = existing(id);
    var content =
        new PartWriter()
            .text(kept.details().topic())
            .small(kept.details().partition())
            .number(kept.details().offset());
    kept.deck().write(content);
    out.put(id.toString(), content.toBytes());
  }

  @Override
  public void restore(String key, PartReader content) {
    var details = Location.at(content.text(), content.small(), content.number());
    var deck = Deck.read(DeckId.of(key), content);
    decks.put(deck.id(), new Kept(deck, details));
  }
}
