package dev.manadeck.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class TroubleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "40001", "40P01", "53100", "57P01", "57P03", "42P01", "42501", "25P03", "55P03"
      })
  void passesIfTheDataIsNotToBlame(String state) {
    assertThat(Trouble.isPassing(failed(state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "22P05", "23514", "54000", "21000"})
  void staysIfTheDataIsToBlame(String state) {
    assertThat(Trouble.isPassing(failed(state))).isFalse();
  }

  @Test
  void passesIfThereIsNoConnection() {
    assertThat(
            Trouble.isPassing(
                new CannotCreateTransactionException(
                    "none", new SQLTransientConnectionException("pool is empty"))))
        .isTrue();
    assertThat(Trouble.isPassing(new CannotCreateTransactionException("none"))).isTrue();
  }

  @Test
  void passesIfARowWasChangedMeanwhile() {
    assertThat(Trouble.isPassing(new ConcurrencyFailureException("found 0 rows of 1"))).isTrue();
  }

  @Test
  void staysIfTheCodeIsToBlame() {
    assertThat(Trouble.isPassing(new IllegalStateException("a bug"))).isFalse();
    assertThat(Trouble.isPassing(new PartitionsLostException("decks", new TreeSet<>()))).isFalse();
  }

  @Test
  void isAnAbsentDatabaseOnlyIfItCannotAnswer() {
    assertThat(Trouble.isDatabaseAway(failed("57P01"))).isTrue();
    assertThat(
            Trouble.isDatabaseAway(
                new DataAccessResourceFailureException(
                    "none", new SQLTransientConnectionException("pool is empty"))))
        .isTrue();
    assertThat(Trouble.isDatabaseAway(failed("42601"))).isFalse();
    assertThat(Trouble.isDatabaseAway(new IllegalStateException())).isFalse();
  }

  /** What a rollback on a connection that the server has closed looks like. */
  @Test
  void isAnAbsentDatabaseIfThePoolHasClosedTheConnection() {
    assertThat(
            Trouble.isDatabaseAway(
                new TransactionSystemException("none", new SQLException("Connection is closed"))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"40P01", "40001", "25P03", "08006", "57P01"})
  void isWorthAnotherAttemptIfNothingWasWrong(String state) {
    assertThat(Trouble.isWorthAnotherAttempt(failed(state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"42P01", "23514", "55P03"})
  void isNotWorthAnotherAttemptIfItWouldFailAgain(String state) {
    assertThat(Trouble.isWorthAnotherAttempt(failed(state))).isFalse();
  }

  private static DataIntegrityViolationException failed(String state) {
    return new DataIntegrityViolationException("failed", new SQLException("failed", state));
  }
}
