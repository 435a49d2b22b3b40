package dev.manadeck.command.deck;

import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What decisions need of a deck's cards, without a word of their content, sorted by id: 33 bytes a
 * card, and half as much again where there is room for more. Changed in place, by {@link
 * DeckDecider#evolve} alone.
 */
public final class CardIndex {
  private static final int FIRST_CAPACITY = 8;
  private static final CardType[] TYPES = CardType.values();

  private long[] high = new long[0];
  private long[] low = new long[0];
  private int[] position = new int[0];
  private int[] version = new int[0];
  private byte[] type = new byte[0];
  private long[] createdAt = new long[0];
  private int size;

  public int size() {
    return size;
  }

  public boolean contains(CardId card) {
    return find(card.value()) >= 0;
  }

  public int versionOf(CardId card) {
    return version[existing(card)];
  }

  public CardType typeOf(CardId card) {
    return TYPES[type[existing(card)]];
  }

  public int positionOf(CardId card) {
    return position[existing(card)];
  }

  public Instant createdAtOf(CardId card) {
    return time(createdAt[existing(card)]);
  }

  /** When the newest card came; empty if there is none. */
  public Optional<Instant> newest() {
    return Arrays.stream(createdAt, 0, size).boxed().max(Long::compare).map(CardIndex::time);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The position behind the last card. */
  int nextPosition() {
    return IntStream.range(0, size).map(i -> position[i] + 1).max().orElse(0);
  }

  public List<CardId> inOrder() {
    return IntStream.range(0, size)
        .boxed()
        .sorted(Comparator.comparingInt((Integer i) -> position[i]))
        .map(i -> new CardId(new UUID(high[i], low[i])))
        .toList();
  }

  void add(CardId card, int at, CardType cardType, Instant created) {
    var found = find(card.value());
    if (found >= 0) {
      return;
    }
    var place = -found - 1;
    open(place);
    high[place] = card.value().getMostSignificantBits();
    low[place] = card.value().getLeastSignificantBits();
    position[place] = at;
    version[place] = 1;
    type[place] = (byte) cardType.ordinal();
    createdAt[place] = ChronoUnit.MICROS.between(Instant.EPOCH, created);
  }

  void change(CardId card, int newVersion, CardType cardType) {
    var place = existing(card);
    version[place] = newVersion;
    type[place] = (byte) cardType.ordinal();
  }

  void remove(CardId card) {
    var place = find(card.value());
    if (place >= 0) {
      shift(place + 1, place);
      size--;
    }
  }

  void reorder(List<CardId> cards) {
    for (var i = 0; i < cards.size(); i++) {
      var place = find(cards.get(i).value());
      if (place >= 0) {
        position[place] = i;
      }
    }
  }

  void write(PartWriter part) {
    part.small(size);
    for (var i = 0; i < size; i++) {
      part.number(high[i]).number(low[i]).small(position[i]).small(version[i]);
      part.small(type[i]).number(createdAt[i]);
    }
  }

  static CardIndex read(PartReader part) {
    var cards = new CardIndex();
    cards.size = part.small();
    cards.grow(cards.size);
    for (var i = 0; i < cards.size; i++) {
      cards.high[i] = part.number();
      cards.low[i] = part.number();
      cards.position[i] = part.small();
      cards.version[i] = part.small();
      cards.type[i] = (byte) part.small();
      cards.createdAt[i] = part.number();
    }
    return cards;
  }

  private int existing(CardId card) {
    var place = find(card.value());
    if (place < 0) {
      throw new IllegalArgumentException("Expected card %s, but it is not here".formatted(card));
    }
    return place;
  }

  private void open(int place) {
    if (size == high.length) {
      grow(Math.max(FIRST_CAPACITY, size + (size >> 1)));
    }
    shift(place, place + 1);
    size++;
  }

  private void grow(int capacity) {
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
    position = Arrays.copyOf(position, capacity);
    version = Arrays.copyOf(version, capacity);
    type = Arrays.copyOf(type, capacity);
    createdAt = Arrays.copyOf(createdAt, capacity);
  }

  private void shift(int from, int to) {
    var count = size - from;
    System.arraycopy(high, from, high, to, count);
    System.arraycopy(low, from, low, to, count);
    System.arraycopy(position, from, position, to, count);
    System.arraycopy(version, from, version, to, count);
    System.arraycopy(type, from, type, to, count);
    System.arraycopy(createdAt, from, createdAt, to, count);
  }

  /** As {@link Arrays#binarySearch}: the place, or minus the place where it belongs minus one. */
  private int find(UUID id) {
    var from = 0;
    var to = size - 1;
    while (from <= to) {
      var middle = (from + to) >>> 1;
      var order = compare(middle, id.getMostSignificantBits(), id.getLeastSignificantBits());
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return -from - 1;
  }

  private int compare(int place, long otherHigh, long otherLow) {
    var order = Long.compare(high[place], otherHigh);
    return order != 0 ? order : Long.compare(low[place], otherLow);
  }
}
