package dev.manadeck.command.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentTableTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration RETENTION = Duration.ofMinutes(10);

  /** In seconds: the table shrinks and grows while its oldest entry stands anywhere. */
  private static final int[] LONGEST_PAUSES = {60, 30, 12, 6, 40, 3};

  private static final int STEPS_A_PHASE = 1_000;

  private int forgotten;
  private static final int BYTES_EACH = (3 + 2) * Long.BYTES + RecentIndex.MOST_BYTES_EACH;
  private static final long PLENTY = 1_000_000;

  private RecentTable table = new RecentTable(new Retention(RETENTION, PLENTY), 2);

  @Test
  void remembersNumbersOfAKey() {
    add(key(1), START, 10, 20);
    add(key(2), START, 30, 40);
    setNumber(key(1), 1, 21);

    assertThat(number(key(1), 0)).isEqualTo(10);
    assertThat(number(key(1), 1)).isEqualTo(21);
    assertThat(number(key(2), 1)).isEqualTo(40);
    assertThat(contains(key(3))).isFalse();
  }

  @Test
  void keepsWhatWasSaidFirst() {
    add(key(1), START, 10, 20);
    add(key(1), START.plusSeconds(1), 11, 21);

    assertThat(number(key(1), 0)).isEqualTo(10);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void forgetsWhatIsOlderThanItsRetention() {
    add(key(1), START, 1, 1);
    add(key(2), START.plusSeconds(1), 2, 2);

    add(key(3), START.plus(RETENTION), 3, 3);
    assertThat(contains(key(1))).as("exactly as old as the retention").isTrue();

    add(key(4), START.plus(RETENTION).plusSeconds(1), 4, 4);
    assertThat(contains(key(1))).isFalse();
    assertThat(contains(key(2))).isTrue();
  }

  @Test
  void takesAForgottenKeyAgain() {
    add(key(1), START, 1, 1);
    add(key(1), START.plus(RETENTION).plusSeconds(1), 2, 2);

    assertThat(number(key(1), 0)).isEqualTo(2);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void doesNotForgetEarlierBecauseAClockWentBack() {
    add(key(1), START.plusSeconds(60), 1, 1);
    add(key(2), START, 2, 2);
    add(key(3), START.plus(RETENTION).plusSeconds(30), 3, 3);

    assertThat(contains(key(1))).isTrue();
    add(key(4), START.plus(RETENTION).plusSeconds(61), 4, 4);
    assertThat(table.size()).as("the two that are left").isEqualTo(2);
  }

  @Test
  void forgetsTheOldestOfMoreThanFit() {
    table = new RecentTable(new Retention(RETENTION, 3 * BYTES_EACH), 2);
    IntStream.rangeClosed(1, 4).forEach(i -> add(key(i), START, i, i));
    assertThat(contains(key(1))).isFalse();
    assertThat(IntStream.rangeClosed(2, 4).mapToObj(RecentTableTest::key)).allMatch(this::contains);

    IntStream.rangeClosed(5, 5_000).forEach(i -> add(key(i), START, i, i));

    assertThat(table.size()).isEqualTo(3);
    assertThat(number(key(4_998), 1)).isEqualTo(4_998);
  }

  @Test
  void doesNotForgetEverythingBecauseOneClockIsFarAhead() {
    table = new RecentTable(new Retention(Duration.ofHours(25), PLENTY), 2);
    add(key(1), START, 1, 1);
    add(key(2), START.plus(Duration.ofDays(60)), 2, 2);
    add(key(3), START.plusSeconds(1), 3, 3);
    assertThat(IntStream.rangeClosed(1, 3).mapToObj(RecentTableTest::key)).allMatch(this::contains);

    IntStream.rangeClosed(4, 30).forEach(i -> add(key(i), START.plus(Duration.ofHours(i)), i, i));

    assertThat(contains(key(1))).isFalse();
    assertThat(contains(key(6))).isTrue();
  }

  @Test
  void doesNotForgetEverythingBecauseAllFactsOfOneCommandAreFarAhead() {
    table = new RecentTable(new Retention(Duration.ofHours(25), PLENTY), 2);
    add(key(1), START, 1, 1);

    IntStream.rangeClosed(2, 500).forEach(i -> add(key(i), START.plus(Duration.ofDays(60)), i, i));

    assertThat(contains(key(1))).isTrue();
  }

  @Test
  void remembersWhatIsDoneAfterAQuietTime() {
    table = new RecentTable(new Retention(Duration.ofHours(25), PLENTY), 2);
    add(key(1), START, 1, 1);
    var monday = START.plus(Duration.ofHours(63));

    IntStream.rangeClosed(2, 100).forEach(i -> add(key(i), monday.plusSeconds(i), i, i));

    assertThat(contains(key(1))).isFalse();
    assertThat(IntStream.rangeClosed(2, 100).mapToObj(RecentTableTest::key))
        .allMatch(this::contains);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithASimpleModel(long seed) {
    var random = new Random(seed);
    var model = new LinkedHashMap<Key, long[]>();
    var addedAt = new HashMap<Key, Instant>();
    var keys = IntStream.range(0, 400).mapToObj(i -> crowdedKey(random)).distinct().toList();
    var now = START;
    for (var step = 0; step < LONGEST_PAUSES.length * STEPS_A_PHASE; step++) {
      now = now.plusSeconds(random.nextInt(LONGEST_PAUSES[step / STEPS_A_PHASE]));
      var key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(5) == 0) {
        renumber(key, random, model);
      } else {
        forget(model, addedAt, now.minus(RETENTION));
        var numbers = new long[] {random.nextLong(), step};
        if (model.putIfAbsent(key, numbers.clone()) == null) {
          addedAt.put(key, now);
        }
        add(key, now, numbers[0], numbers[1]);
      }
      assertAgrees(step % 50 == 0 ? keys : List.of(key), model, seed, step);
    }
    assertThat(forgotten).isGreaterThan(100);
  }

  private void renumber(Key key, Random random, Map<Key, long[]> model) {
    if (model.containsKey(key)) {
      var number = random.nextLong();
      model.get(key)[0] = number;
      setNumber(key, 0, number);
    }
  }

  private void forget(Map<Key, long[]> model, Map<Key, Instant> addedAt, Instant horizon) {
    var gone = model.keySet().stream().filter(key -> addedAt.get(key).isBefore(horizon)).toList();
    gone.forEach(model::remove);
    forgotten += gone.size();
  }

  private void assertAgrees(List<Key> keys, Map<Key, long[]> model, long seed, int step) {
    assertThat(table.size()).as("seed %d, step %d", seed, step).isEqualTo(model.size());
    for (var key : keys) {
      var numbers = model.get(key);
      assertThat(contains(key))
          .as("seed %d, step %d: %s is there", seed, step, key)
          .isEqualTo(numbers != null);
      if (numbers != null) {
        assertThat(new long[] {number(key, 0), number(key, 1)}).isEqualTo(numbers);
      }
    }
  }

  /** Few hashes, so that entries get in one another's way. */
  private static Key crowdedKey(Random random) {
    return new Key(random.nextInt(20), random.nextInt(40));
  }

  private void add(Key key, Instant when, long first, long second) {
    var entry = table.add(key, when);
    if (entry != RecentTable.NONE) {
      table.setNumber(entry, 0, first);
      table.setNumber(entry, 1, second);
    }
  }

  private boolean contains(Key key) {
    return table.find(key) != RecentTable.NONE;
  }

  private long number(Key key, int column) {
    return table.number(table.find(key), column);
  }

  private void setNumber(Key key, int column, long value) {
    table.setNumber(table.find(key), column, value);
  }

  private static Key key(int number) {
    return new Key(number, -number);
  }
}
