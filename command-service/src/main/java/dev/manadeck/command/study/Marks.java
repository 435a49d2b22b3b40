package dev.manadeck.command.study;

import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.ChangedParts;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.command.snapshot.Section;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Mark;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.UserId;
import java.util.HashSet;
import java.util.Set;

/** The marks that learners have set on cards. */
final class Marks implements Section {
  private record Key(UserId user, DeckId deck, CardId card, Mark mark) {
    String text() {
      return "%s/%s/%s/%s".formatted(deck, card, mark, user);
    }
  }

  private final Set<Key> set = new HashSet<>();
  private final ChangedParts<Key> changed = new ChangedParts<>();

  boolean isSet(UserId user, DeckId deck, CardId card, Mark mark) {
    return set.contains(new Key(user, deck, card, mark));
  }

  void evolve(CardMarked event) {
    var key = new Key(event.userId(), event.deckId(), event.cardId(), event.mark());
    if (event.isSet()) {
      set.add(key);
    } else {
      set.remove(key);
    }
    changed.add(key);
  }

  @Override
  public String name() {
    return "marks";
  }

  @Override
  public int parts() {
    return set.size();
  }

  @Override
  public boolean writeChanged(SnapshotWriter out) {
    return changed.write(out, this::write);
  }

  private void write(Key key, SnapshotWriter out) {
    if (set.contains(key)) {
      out.put(
          key.text(),
          new PartWriter()
              .uuid(key.deck().value())
              .uuid(key.card().value())
              .text(key.mark().name())
              .text(key.user().value())
              .toBytes());
    } else {
      out.remove(key.text());
    }
  }

  @Override
  public void restore(String key, PartReader content) {
    var deck = new DeckId(content.uuid());
    var card = new CardId(content.uuid());
    var mark = Mark.valueOf(content.text());
    set.add(new Key(new UserId(content.text()), deck, card, mark));
  }
}
