package dev.manadeck.command.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyTest {
  @Test
  void isTheSameForTheSameThings() {
    assertThat(Key.of("anna", "key")).isEqualTo(Key.of("anna", "key"));
    assertThat(Key.of(new UUID(1, 2), new UUID(3, 4)))
        .isEqualTo(Key.of(new UUID(1, 2), new UUID(3, 4)));
  }

  @Test
  void tellsWhereTheFirstTextEnds() {
    assertThat(Key.of("anna", "b")).isNotEqualTo(Key.of("ann", "ab"));
    assertThat(Key.of("a", "b")).isNotEqualTo(Key.of("b", "a"));
  }

  @Test
  void tellsPairsOfIdsApart() {
    var keys = new HashSet<Key>();
    for (var i = 0; i < 100; i++) {
      for (var j = 0; j < 100; j++) {
        keys.add(Key.of(new UUID(i, i), new UUID(j, j)));
      }
    }
    assertThat(keys).hasSize(10_000);
    assertThat(Key.of(new UUID(1, 2), new UUID(3, 4)))
        .isNotEqualTo(Key.of(new UUID(3, 4), new UUID(1, 2)));
  }
}
