package dev.manadeck.command.recent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.command.recent.LocatedTable.Entry;
import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.PartReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocatedTableTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration RETENTION = Duration.ofMinutes(10);
  private static final String TOPIC = "decks";
  private static final int PARTITION = 3;
  private static final long PLENTY = 10_000_000;

  private final SortedMap<String, byte[]> parts = new TreeMap<>();
  private LocatedTable table = newTable();

  private static LocatedTable newTable() {
    return LocatedTable.withSources("table", TOPIC, new Retention(RETENTION, PLENTY), 1);
  }

  @Test
  void knowsWhereAnEntryStands() {
    table.add(key(1), START, at(10), 7);

    assertThat(offsets(key(1))).containsExactly(10, 10);
    assertThat(entry(key(1)).number(0)).isEqualTo(7);
    assertThat(entry(key(1)).span().first().topic()).isEqualTo(TOPIC);
    assertThat(entry(key(1)).span().first().partition()).isEqualTo(PARTITION);
    assertThat(table.find(key(2))).isNull();
  }

  @Test
  void makesAnEntryLongerWithEachOfItsFacts() {
    table.add(key(1), START, at(10), 7);
    table.add(key(1), START, at(11), 8);
    table.add(key(1), START, at(12), 9);

    assertThat(offsets(key(1))).containsExactly(10, 12);
    assertThat(entry(key(1)).number(0)).isEqualTo(7);
  }

  @Test
  void learnsTheOffsetsAfterTheCommit() {
    var first = pending();
    var last = pending();
    table.add(key(1), START, first, 7);
    table.add(key(1), START, last, 7);
    var span = entry(key(1)).span();
    assertThatThrownBy(span.first()::offset).isInstanceOf(IllegalStateException.class);

    first.resolve(10);
    last.resolve(11);

    assertThat(span.last().offset()).isEqualTo(11);
    assertThat(offsets(key(1))).containsExactly(10, 11);
    table.add(key(2), START, at(12), 0);
    assertThat(offsets(key(1))).as("after it was settled").containsExactly(10, 11);
  }

  @Test
  void forgetsEntriesWhoseLocationsWereNeverSettled() {
    var location = pending();
    table.add(key(1), START, location, 7);
    location.resolve(10);

    table.add(key(2), START.plus(RETENTION).plusSeconds(1), at(11), 7);

    assertThat(contains(key(1))).isFalse();
  }

  @Test
  void knowsTheSourcesOfEntriesWhereverTheyStand() {
    var source = pending();
    table.add(key(1), START, source, 7);
    entry(key(1)).setSource(source);
    table.add(key(2), START, at(11), 8);
    assertThat(entry(key(1)).source()).containsSame(source);
    assertThat(entry(key(2)).source()).isEmpty();

    source.resolve(10);
    restoreFromSnapshot();

    assertThat(entry(key(1)).source().orElseThrow().offset()).isEqualTo(10);
    assertThat(entry(key(2)).source()).isEmpty();
  }

  @Test
  void entriesOfAllAgesFitInFewParts() {
    IntStream.range(0, 2_000).forEach(i -> table.add(key(i), START.plusMillis(300L * i), at(i), i));
    takeSnapshot();
    var first = parts.firstKey();
    var later = START.plus(RETENTION).plusSeconds(300);

    table.add(key(2_001), later, at(2_001), 0);
    restoreFromSnapshot();

    assertThat(parts).as("what was forgotten is gone").doesNotContainKey(first);
    assertThat(contains(key(0))).isFalse();
    assertThat(offsets(key(1_999))).containsExactly(1_999, 1_999);
  }

  @Test
  void refusesPartsBetweenWhichOneIsMissing() {
    IntStream.range(0, 2_000).forEach(i -> table.add(key(i), START, at(i), i));
    takeSnapshot();
    var missing = parts.keySet().stream().skip(1).findFirst().orElseThrow();
    parts.remove(missing);
    var broken = newTable();

    assertThatThrownBy(
            () -> parts.forEach((key, content) -> broken.restore(key, new PartReader(content))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void changesNumbers() {
    table.add(key(1), START, at(10), 7);
    entry(key(1)).setNumber(0, 8);

    assertThat(entry(key(1)).number(0)).isEqualTo(8);
    assertThat(offsets(key(1))).containsExactly(10, 10);
  }

  /** As a shard does: in batches, of which the oldest is committed first. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithASimpleModel(long seed) {
    var random = new Random(seed);
    var model = new LinkedHashMap<Key, long[]>();
    var addedAt = new HashMap<Key, Instant>();
    Queue<Runnable> uncommitted = new ArrayDeque<>();
    var now = START;
    var offset = 0L;
    for (var entry = 0; entry < 2_000; entry++) {
      now = now.plusSeconds(random.nextInt(entry % 600 < 300 ? 5 : 40));
      var key = key(random.nextInt(600));
      for (var fact = 0; fact < 1 + random.nextInt(3); fact++) {
        forget(model, addedAt, now.minus(RETENTION));
        if (!model.containsKey(key)) {
          model.put(key, new long[] {offset, offset, entry});
          addedAt.put(key, now);
        }
        model.get(key)[1] = offset;
        table.add(key, now, nextLocation(random, offset, uncommitted), entry);
        offset++;
      }
      if (random.nextInt(10) == 0) {
        commit(uncommitted);
        if (random.nextBoolean()) {
          restoreFromSnapshot();
        }
        assertAgrees(model, seed, entry);
      }
    }
    assertThat(model).as("most are forgotten by now").hasSizeLessThan(400);
  }

  private void restoreFromSnapshot() {
    takeSnapshot();
    table = newTable();
    parts.forEach((key, content) -> table.restore(key, new PartReader(content)));
    assertThat(table.parts()).isEqualTo(parts.size());
  }

  private void takeSnapshot() {
    assertThat(
            table.writeChanged(
                new SnapshotWriter() {
                  @Override
                  public boolean hasRoom() {
                    return true;
                  }

                  @Override
                  public void put(String key, byte[] content) {
                    parts.put(key, content);
                  }

                  @Override
                  public void remove(String key) {
                    parts.remove(key);
                  }
                }))
        .isTrue();
  }

  private static Location nextLocation(Random random, long offset, Queue<Runnable> uncommitted) {
    if (uncommitted.isEmpty() && random.nextInt(4) == 0) {
      return at(offset);
    }
    var location = pending();
    uncommitted.add(() -> location.resolve(offset));
    return location;
  }

  private static void commit(Queue<Runnable> uncommitted) {
    uncommitted.forEach(Runnable::run);
    uncommitted.clear();
  }

  private static void forget(Map<Key, long[]> model, Map<Key, Instant> addedAt, Instant horizon) {
    model.keySet().removeIf(key -> addedAt.get(key).isBefore(horizon));
  }

  private void assertAgrees(Map<Key, long[]> model, long seed, int entry) {
    for (var key : IntStream.range(0, 600).mapToObj(LocatedTableTest::key).toList()) {
      var expected = model.get(key);
      assertThat(contains(key))
          .as("seed %d, entry %d: %s is there", seed, entry, key)
          .isEqualTo(expected != null);
      if (expected != null) {
        var span = entry(key).span();
        assertThat(new long[] {span.first().offset(), span.last().offset(), entry(key).number(0)})
            .as("seed %d, entry %d: %s", seed, entry, key)
            .isEqualTo(expected);
      }
    }
  }

  private Entry entry(Key key) {
    return Objects.requireNonNull(table.find(key));
  }

  private boolean contains(Key key) {
    return table.find(key) != null;
  }

  private List<Integer> offsets(Key key) {
    return offsets(entry(key).span());
  }

  private static List<Integer> offsets(Span span) {
    return List.of((int) span.first().offset(), (int) span.last().offset());
  }

  private static Location at(long offset) {
    return Location.at(TOPIC, PARTITION, offset);
  }

  private static Location pending() {
    return Location.pending(TOPIC, PARTITION);
  }

  private static Key key(int number) {
    return new Key(number, -number);
  }
}
