package dev.manadeck.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnSessionTest {

  @Test
  void leadsItsOwnProcessGroupUnderItsOwnNumber() throws Exception {
    String askWhetherThereIsAGroupOfItsNumber = "kill -s 0 -- -$$ && echo $$";
    Process process =
        new ProcessBuilder(OwnSession.of(List.of("sh", "-c", askWhetherThereIsAGroupOfItsNumber)))
            .start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo(Long.toString(process.pid()));
    }
  }
}
