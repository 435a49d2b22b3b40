package dev.manadeck.projection.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashRangeTest {
  private static final HashRange ALL = new HashRange(0, Long.MAX_VALUE);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1_000})
  void everyHashIsInExactlyOneOfAllRanges(int count) {
    var ranges = HashRange.all(count);

    var hashes = new Random(1).longs(10_000, 0, Long.MAX_VALUE);
    assertThat(hashes)
        .allMatch(hash -> ranges.stream().filter(range -> range.holds(hash)).count() == 1);
    assertThat(ranges.getFirst().holds(0)).isTrue();
    assertThat(ranges.getLast().holds(Long.MAX_VALUE)).isTrue();
    assertThat(ranges.stream().mapToDouble(HashRange::share).sum())
        .isCloseTo(1, Offset.offset(1e-9));
  }

  @Test
  void theEventsOfOneKeyMayStandInTwoRangesButNoneOfThemInBoth() {
    int key = 12_345;
    var parts = ALL.dividedBehind(HashRange.hash(key, 0));

    assertThat(parts).allMatch(part -> part.holdsAnyOf(key));
    assertThat(parts).noneMatch(part -> part.holdsAllOf(key));
    assertThat(IntStream.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE))
        .allMatch(
            group ->
                parts.stream().filter(part -> part.holds(HashRange.hash(key, group))).count() == 1);
  }

  @Test
  void negativeKeysHaveAPlaceToo() {
    assertThat(HashRange.hash(-1, -1)).isNotNegative();
    assertThat(ALL.holdsAllOf(Integer.MIN_VALUE)).isTrue();
  }
}
