package dev.manadeck.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WithParentTest {

  @Test
  void endsWhenItsParentIsGone() throws Exception {
    Process child = start("serve");
    assertThat(child.inputReader().readLine()).isEqualTo("serving");

    child.getOutputStream().close();

    assertThat(child.waitFor()).isZero();
  }

  @Test
  void endsAsItsMainClassDoes() throws Exception {
    assertThat(start("end").waitFor()).isEqualTo(3);
  }

  @Test
  void endsWhenItsMainClassFailsAndLeavesThreads() throws Exception {
    Process child = start("fail");

    assertThat(child.waitFor()).isEqualTo(1);
    assertThat(child.inputReader().readAllAsString()).contains("the port is taken");
  }

  private static Process start(String what) throws IOException {
    return new ProcessBuilder(
            Jvm.command(
                "-cp",
                System.getProperty("java.class.path"),
                WithParent.class.getName(),
                Child.class.getName(),
                what))
        .redirectErrorStream(true)
        .start();
  }

  static final class Child {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    static void main(String[] arguments) throws InterruptedException {
      switch (arguments[0]) {
        case "serve" -> {
          System.out.println("serving");
          NEVER.await();
        }
        case "fail" -> {
          Thread.ofPlatform().start(Child::waitForEver);
          throw new IllegalStateException("the port is taken");
        }
        default -> System.exit(3);
      }
    }

    private static void waitForEver() {
      try {
        NEVER.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
