package dev.manadeck.projection.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.replay.LeaseStore.Lease;
import dev.manadeck.projection.replay.LeaseStore.Taken;
import dev.manadeck.projection.replay.LeaseStore.Wishes;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.Positions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may go on with a run. */
class ReplayLeaseTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration OVER_AT_ONCE = Duration.ofSeconds(-1);

  private ProjectionDatabase database;
  private ReplayStore replays;
  private LeaseStore leases;

  @BeforeEach
  void begin() {
    database = ProjectionDatabase.migrated();
    replays = new ReplayStore(database.db());
    leases = new LeaseStore(database.db());
    new Positions(database.db(), database.transaction()).register(Decks.projection());
    assertThat(replays.create(Order.verification(Decks.NAME, null), 1, "op")).isPresent();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nobodyElseTakesARunWhoseHolderIsAlive() {
    assertThat(take("first", LONG)).isPresent();

    assertThat(take("second", LONG)).isEmpty();
  }

  @Test
  void whoWasTakenForDeadMayWriteNothingMore() {
    var first = take("first", LONG).orElseThrow().lease();

    var second = take("second", OVER_AT_ONCE).orElseThrow().lease();

    assertThatThrownBy(() -> hold(first)).isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> leases.beat(first, 0, 0, null)).isInstanceOf(LeaseLostException.class);
    hold(second);
  }

  @Test
  void aReleasedRunIsTakenAtOnceAndTheOldLeaseIsWorthless() {
    var first = take("first", LONG).orElseThrow().lease();

    leases.release(first);

    assertThat(take("second", LONG)).isPresent();
    assertThatThrownBy(() -> hold(first)).isInstanceOf(LeaseLostException.class);
  }

  @Test
  void aRunThatIsOverIsTakenByNobodyAndMakesRoomForTheNext() {
    var lease = take("first", LONG).orElseThrow().lease();
    assertThat(replays.create(Order.verification(Decks.NAME, null), 1, "op")).isEmpty();

    replays.end(lease.replayId(), State.COMPLETED, null);

    assertThat(take("second", OVER_AT_ONCE)).isEmpty();
    assertThat(replays.create(Order.verification(Decks.NAME, null), 1, "op")).isPresent();
  }

  @Test
  void whoHeldARunThatIsOverMayWriteNothingMore() {
    var lease = take("first", LONG).orElseThrow().lease();
    replays.end(lease.replayId(), State.COMPLETED, null);

    assertThatThrownBy(() -> hold(lease)).isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(
            () -> database.transaction().executeWithoutResult(status -> leases.keep(lease)))
        .isInstanceOf(LeaseLostException.class);

    leases.giveUp(lease, "too late");
    assertThat(replays.find(lease.replayId()).orElseThrow().error()).isNull();
  }

  @Test
  void aRunThatIsToBeCancelledCanNeitherBePausedNorResumed() {
    var run = replays.active(Decks.NAME).orElseThrow().id();
    assertThat(replays.control(run, new Wishes(false, true))).isTrue();

    assertThat(replays.control(run, new Wishes(true, false))).isFalse();
    assertThat(replays.control(run, new Wishes(false, false))).isFalse();

    assertThat(replays.control(run, new Wishes(false, true))).isTrue();
    assertThat(replays.find(run).orElseThrow().isCancelRequested()).isTrue();
  }

  @Test
  void countsHowOftenARunWasTakenUpSinceItLastGotOn() {
    takeAfterDeaths(2);

    var third = take("third", OVER_AT_ONCE).orElseThrow();

    assertThat(third.attempt()).isEqualTo(3);
    replays.gotOn(third.replay().id());
    assertThat(take("next", OVER_AT_ONCE).orElseThrow().attempt()).isEqualTo(2);
    replays.enter(third.replay().id(), State.VERIFYING);
    assertThat(take("next", OVER_AT_ONCE).orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void doesNotCountAgainstARunWhatItWaitedFor() {
    takeAfterDeaths(2);
    leases.releaseUntil(take("third", OVER_AT_ONCE).orElseThrow().lease(), "waits");

    assertThat(take("fourth", OVER_AT_ONCE).orElseThrow().attempt()).isEqualTo(1);
  }

  @Test
  void countsAgainstARunThatItWasGivenUp() {
    leases.giveUp(take("first", OVER_AT_ONCE).orElseThrow().lease(), "deadlock");

    assertThat(take("second", OVER_AT_ONCE).orElseThrow().attempt()).isEqualTo(2);
  }

  private void takeAfterDeaths(int count) {
    for (int death = 0; death < count; death++) {
      assertThat(take("dies", OVER_AT_ONCE)).isPresent();
    }
  }

  private Optional<Taken> take(String runner, Duration lease) {
    return leases.take(runner, lease, Set.of(Decks.NAME), true);
  }

  private void hold(Lease lease) {
    database.transaction().executeWithoutResult(status -> leases.hold(lease));
  }
}
