package dev.manadeck.command.learner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.learner.LearnerCommand.ChangeProfile;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.command.verdict.Verdict;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.LearnerEvent.ProfileChanged;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearnerDeciderTest {
  private static final UserId ANNA = new UserId("anna");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final ProfileChanged CALLED_ANNA =
      new ProfileChanged(ANNA, "Anna", BERLIN, 5, true, Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void beginsWithWhatIsUsual() {
    assertThat(decide(nothing(), null))
        .isEqualTo(changed(new ProfileChanged(ANNA, null, ZoneId.of("UTC"), 4, false, NOW)));
  }

  @Test
  void changesWhatIsGivenAndKeepsTheRest() {
    assertThat(decide(new ChangeProfile(ANNA, null, null, 0, null), null, CALLED_ANNA))
        .isEqualTo(changed(new ProfileChanged(ANNA, "Anna", BERLIN, 0, true, NOW)));
    assertThat(
            decide(new ChangeProfile(ANNA, null, ZoneId.of("UTC"), null, null), null, CALLED_ANNA))
        .isEqualTo(changed(new ProfileChanged(ANNA, "Anna", ZoneId.of("UTC"), 5, true, NOW)));
    assertThat(
            decide(
                new ChangeProfile(ANNA, Optional.of("Ann"), null, null, false), null, CALLED_ANNA))
        .isEqualTo(changed(new ProfileChanged(ANNA, "Ann", BERLIN, 5, false, NOW)));
    assertThat(
            decide(new ChangeProfile(ANNA, Optional.empty(), null, null, false), null, CALLED_ANNA))
        .isEqualTo(changed(new ProfileChanged(ANNA, null, BERLIN, 5, false, NOW)));
  }

  @Test
  void changesNothingIfAllStaysTheSame() {
    assertThat(decide(nothing(), null, CALLED_ANNA)).isEqualTo(Verdict.accepted(List.of()));
    assertThat(
            decide(
                new ChangeProfile(ANNA, Optional.of("Anna"), BERLIN, 5, true), null, CALLED_ANNA))
        .isEqualTo(Verdict.accepted(List.of()));
  }

  @Test
  void wantsANameForTheLeaderboard() {
    assertRefused(
        decide(new ChangeProfile(ANNA, null, null, null, true), null), RefusalKind.UNPROCESSABLE);
    assertRefused(
        decide(new ChangeProfile(ANNA, Optional.empty(), null, null, null), null, CALLED_ANNA),
        RefusalKind.UNPROCESSABLE);
    assertThat(decide(new ChangeProfile(ANNA, Optional.of("Anna"), null, null, true), null))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void refusesAnotherVersion() {
    assertRefused(decide(nothing(), 1L), RefusalKind.STALE_VERSION);
    assertRefused(decide(nothing(), 0L, CALLED_ANNA), RefusalKind.STALE_VERSION);
    assertThat(decide(nothing(), 0L)).isInstanceOf(Verdict.Accepted.class);
    assertThat(decide(nothing(), 2L, CALLED_ANNA, CALLED_ANNA))
        .isInstanceOf(Verdict.Accepted.class);
  }

  private static ChangeProfile nothing() {
    return new ChangeProfile(ANNA, null, null, null, null);
  }

  private static Verdict<LearnerEvent> decide(
      ChangeProfile command, Long version, LearnerEvent... given) {
    var learner = Learner.unknown(ANNA);
    for (var event : given) {
      learner = LearnerDecider.evolve(learner, event);
    }
    return LearnerDecider.decide(learner, command, new CommandContext(ANNA, false, NOW, version));
  }

  private static Verdict<LearnerEvent> changed(ProfileChanged event) {
    return Verdict.accepted(List.of(event));
  }

  private static void assertRefused(Verdict<LearnerEvent> verdict, RefusalKind kind) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    var refusal = ((Verdict.Refused<LearnerEvent>) verdict).refusal();
    assertThat(refusal.kind()).isEqualTo(kind);
    assertThat(refusal.reason()).matches("Expected .+, but .+");
  }
}
