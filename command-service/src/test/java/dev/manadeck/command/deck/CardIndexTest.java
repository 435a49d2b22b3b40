package dev.manadeck.command.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardIndexTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final CardType[] TYPES = CardType.values();

  private record Entry(int position, int version, CardType type, Instant createdAt) {}

  private final Map<CardId, Entry> model = new HashMap<>();
  private final CardIndex index = new CardIndex();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithASimpleModel(long seed) {
    var random = new Random(seed);
    var ids =
        IntStream.range(0, 60)
            .mapToObj(i -> new CardId(new UUID(random.nextInt(4) - 2, random.nextLong())))
            .toList();
    for (var step = 0; step < 3_000; step++) {
      var id = ids.get(random.nextInt(ids.size()));
      switch (random.nextInt(8)) {
        case 0, 1, 2, 3 -> add(id, random, START.plusMillis(step));
        case 4 -> remove(id);
        case 5, 6 -> change(id, step, TYPES[random.nextInt(TYPES.length)]);
        default -> reorder(random);
      }
      assertAgrees(ids, "seed %d, step %d".formatted(seed, step));
    }
  }

  private void add(CardId id, Random random, Instant createdAt) {
    var position = index.nextPosition() + random.nextInt(3);
    var type = TYPES[random.nextInt(TYPES.length)];
    model.putIfAbsent(id, new Entry(position, 1, type, createdAt));
    index.add(id, position, type, createdAt);
  }

  private void remove(CardId id) {
    model.remove(id);
    index.remove(id);
  }

  private void change(CardId id, int version, CardType type) {
    if (model.containsKey(id)) {
      model.computeIfPresent(
          id, (same, entry) -> new Entry(entry.position(), version, type, entry.createdAt()));
      index.change(id, version, type);
    }
  }

  private void reorder(Random random) {
    var order = new ArrayList<>(model.keySet());
    Collections.shuffle(order, random);
    for (var i = 0; i < order.size(); i++) {
      var entry = model.get(order.get(i));
      model.put(order.get(i), new Entry(i, entry.version(), entry.type(), entry.createdAt()));
    }
    index.reorder(order);
  }

  private void assertAgrees(List<CardId> ids, String when) {
    assertThat(index.size()).as(when).isEqualTo(model.size());
    for (var id : ids) {
      var entry = model.get(id);
      assertThat(index.contains(id)).as(when).isEqualTo(entry != null);
      if (entry != null) {
        assertThat(
                new Entry(
                    index.positionOf(id),
                    index.versionOf(id),
                    index.typeOf(id),
                    index.createdAtOf(id)))
            .as(when)
            .isEqualTo(entry);
      }
    }
    assertThat(index.inOrder())
        .as(when)
        .isEqualTo(
            model.keySet().stream()
                .sorted(Comparator.comparingInt((CardId id) -> model.get(id).position()))
                .toList());
    assertThat(index.nextPosition())
        .as(when)
        .isEqualTo(model.values().stream().mapToInt(Entry::position).max().orElse(-1) + 1);
  }

  @Test
  void passesOverCardsThatAreGone() {
    var gone = new CardId(new UUID(1, 1));
    var there = new CardId(new UUID(1, 2));
    index.add(there, 5, CardType.TEXT, START);

    index.reorder(List.of(gone, there));
    index.remove(gone);

    assertThat(index.positionOf(there)).isEqualTo(1);
    assertThat(index.size()).isEqualTo(1);
  }

  @Test
  void knowsNothingOfCardsThatAreNotThere() {
    var absent = new CardId(new UUID(1, 1));

    assertThatThrownBy(() -> index.versionOf(absent)).isInstanceOf(IllegalArgumentException.class);
  }
}
