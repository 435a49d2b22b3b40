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
}
