package dev.manadeck.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What is stored after a long history, to the last decimal. The numbers of FSRS were worked out
 * with decimal arithmetic of 40 digits, rounded as the rules say, apart from this code.
 */
class GoldenHistoryTest {
  private static final int REVIEWS = 400;
  private static final Map<Integer, Memory> STORED =
      Map.ofEntries(
          Map.entry(1, new Memory(2.30650000, 2.11810397)),
          Map.entry(2, new Memory(10.96433234, 2.11121424)),
          Map.entry(3, new Memory(10.96433234, 2.10433140)),
          Map.entry(5, new Memory(1.33871039, 8.25752343)),
          Map.entry(10, new Memory(16.77186439, 9.18046814)),
          Map.entry(20, new Memory(38.68980973, 9.78307140)),
          Map.entry(50, new Memory(8.47774625, 9.93308317)),
          Map.entry(100, new Memory(82.12004425, 9.71735355)),
          Map.entry(200, new Memory(2.73818712, 9.88891462)),
          Map.entry(300, new Memory(299.87420646, 9.10981496)),
          Map.entry(400, new Memory(158.30342719, 9.86849730)));

  @Test
  void everyMachineStoresTheseNumbers() {
    var log = new StudyLog();
    var stored = new TreeMap<Integer, Memory>();
    long number = 12_345;

    for (int n = 0; n < REVIEWS; n++) {
      number = following(number);
      Grade grade = grade(number);
      number = following(number);
      log.passDays(n == 0 ? 0 : days(number, n)).pass(Duration.ofSeconds(1)).review(grade);
      FsrsState fsrs = log.state().fsrs();
      stored.put(n + 1, new Memory(fsrs.stability(), fsrs.difficulty()));
    }

    assertThat(stored).containsAllEntriesOf(STORED);
    assertThat(log.state().sm2()).isEqualTo(new Sm2State(1.3, 110_320, 35, 30, CardStatus.REVIEW));
    assertThat(log.schedule())
        .isEqualTo(new Schedule(Instant.parse("2037-12-28T04:00:00Z"), 158, CardStatus.REVIEW));
  }

  private static long following(long number) {
    return (number * 1_103_515_245 + 12_345) % (1L << 31);
  }

  private static Grade grade(long number) {
    return switch ((int) ((number >> 16) % 10)) {
      case 0 -> Grade.AGAIN;
      case 1, 2 -> Grade.HARD;
      case 9 -> Grade.EASY;
      default -> Grade.GOOD;
    };
  }

  private static int days(long number, int n) {
    return (int) ((number >> 16) % (n % 7 == 3 ? 1 : 3 + n % 60));
  }
}
