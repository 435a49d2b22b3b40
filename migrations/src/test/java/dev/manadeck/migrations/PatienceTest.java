package dev.manadeck.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final List<SQLException> attempts = new ArrayList<>();
  private final List<SQLException> told = new ArrayList<>();

  @Test
  void goesOnWhileTroubleIsPassing() throws SQLException {
    failsTwice(new Patience(Duration.ofMinutes(1), trouble -> true, told::add));

    assertThat(attempts).hasSize(2);
    assertThat(told).containsExactly(attempts.getFirst());
  }

  @Test
  void givesUpAtOnceWhenTroubleIsLasting() {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () -> failsTwice(new Patience(Duration.ofMinutes(1), trouble -> false, told::add)));

    assertThat(attempts).hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void triesOnceWhereThereIsNoTime() {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> failsTwice(new Patience(Duration.ZERO, trouble -> true, told::add)));

    assertThat(attempts).hasSize(1);
    assertThat(told).isEmpty();
  }

  private void failsTwice(Patience patience) throws SQLException {
    patience.with(
        () -> {
          if (attempts.size() < 2) {
            attempts.add(new SQLException("attempt " + attempts.size()));
            throw attempts.getLast();
          }
        });
  }
}
