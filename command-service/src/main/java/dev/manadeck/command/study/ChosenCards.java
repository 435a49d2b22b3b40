package dev.manadeck.command.study;

import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.events.CardId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The cards that a learner chose to study: 16 bytes a card, sorted by id. */
final class ChosenCards {
  private final long[] high;
  private final long[] low;

  private ChosenCards(List<UUID> sorted) {
    high = sorted.stream().mapToLong(UUID::getMostSignificantBits).toArray();
    low = sorted.stream().mapToLong(UUID::getLeastSignificantBits).toArray();
  }

  static ChosenCards of(List<CardId> cards) {
    return new ChosenCards(cards.stream().map(CardId::value).distinct().sorted().toList());
  }

  boolean contains(CardId card) {
    var from = 0;
    var to = high.length - 1;
    while (from <= to) {
      var middle = (from + to) >>> 1;
      var order = new UUID(high[middle], low[middle]).compareTo(card.value());
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return false;
  }

  void write(PartWriter part) {
    part.small(high.length);
    for (var i = 0; i < high.length; i++) {
      part.number(high[i]).number(low[i]);
    }
  }

  static ChosenCards read(PartReader part) {
    return new ChosenCards(Stream.generate(part::uuid).limit(part.small()).toList());
  }
}
