package dev.manadeck.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessEndTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void hasNotComeForARunningProcess() {
    assertThat(ProcessEnd.hasCome(ProcessHandle.current())).isFalse();
    assertThat(ProcessEnd.comesWithin(Duration.ZERO, ProcessHandle.current())).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void hasComeAlsoIfNobodyAsks() throws Exception {
    try (Zombie zombie = Zombie.made()) {
      assertThat(ProcessEnd.comesWithin(LONG, zombie.handle())).isTrue();
      assertThat(zombie.handle().isAlive()).isTrue();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(10)
  void isNotWaitedForOnceItHasCome() throws Exception {
    try (Zombie zombie = Zombie.made()) {
      ServerEnd.cleanly(zombie.handle(), "TERM");
    }
  }

  /** Its port is still taken then: seen of brokers that were killed under load. */
  @Test
  void hasNotComeWhileTheLastThreadsOfAKilledProcessRun() {
    assertThat(ProcessEnd.isOfAnEnded(killed(2))).isFalse();
    assertThat(ProcessEnd.isOfAnEnded(killed(1))).isTrue();
  }

  private static String killed(int threads) {
    return "8703 (a (b) c) Z 8698 8703 8653 0 -1 4227084 1361 0 0 0 5 0 0 0 20 0 %d 0 9 0"
        .formatted(threads);
  }
}
