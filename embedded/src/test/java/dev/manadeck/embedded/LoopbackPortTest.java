package dev.manadeck.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LoopbackPortTest {

  @Test
  void isFreeUntilSomebodyListens() throws Exception {
    int port = LoopbackPort.free();
    assertThatCode(() -> LoopbackPort.requireFree(port, "the test")).doesNotThrowAnyException();
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LoopbackPort.requireFree(port, "the test"))
          .isInstanceOf(StartFailedException.class)
          .hasMessageStartingWith("Port %d is needed for the test".formatted(port));
    }
  }

  @Test
  void isNotForTheTakingWhileItIsClaimed() {
    int port = LoopbackPort.free();
    try (PortClaim _ = PortClaim.on(port).orElseThrow()) {
      assertThat(LoopbackPort.isForTheTaking(port)).isFalse();
      assertThat(PortClaim.on(port)).isEmpty();
      assertThatCode(() -> LoopbackPort.requireFree(port, "its owner")).doesNotThrowAnyException();
    }
    assertThat(LoopbackPort.isForTheTaking(port)).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void namesTheProcessThatListens() throws Exception {
    int port = LoopbackPort.free();
    try (ServerSocket _ = new ServerSocket(port)) {
      assertThatThrownBy(() -> LoopbackPort.requireFree(port, "the test"))
          .hasMessageContaining("process %d".formatted(ProcessHandle.current().pid()));
    }
  }
}
