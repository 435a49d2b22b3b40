package dev.manadeck.projection.stats;

import static dev.manadeck.projection.fixture.LargeTables.LEARNER;
import static dev.manadeck.projection.fixture.LargeTables.scannedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.projection.fixture.LargeTables;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each query finds its rows through an index. */
class StatsPlansTest {

  @Test
  void totalsAndDays() {
    var queries = new StatsQueries(LargeTables.database().db());
    var today = LocalDate.now();

    assertThat(
            scannedBy(() -> assertThat(queries.stats(LEARNER, today).streakDays()).isEqualTo(100)))
        .isEmpty();
    assertThat(scannedBy(() -> queries.days(LEARNER, today.minusDays(29), today))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(LeaderboardOrder.class)
  void leaderboards(LeaderboardOrder order) {
    var queries = new LeaderboardQueries(LargeTables.database().db());

    assertThat(scannedBy(() -> assertThat(queries.leaders(order, 20, Instant.now())).isNotEmpty()))
        .isEmpty();
  }
}
