package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

class CommandTimersTest {
  private static final ResponseEntity<byte[]> ANSWER = ResponseEntity.ok(new byte[0]);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CommandTimers timers = new CommandTimers(meters);

  @Test
  void countsWhatIsDoneByItsKind() {
    assertThat(timers.time(CommandKind.REVIEW, () -> Response.own(ANSWER))).isSameAs(ANSWER);
    timers.time(CommandKind.REVIEW, () -> Response.own(ANSWER));

    assertThat(timer("review", "done").count()).isEqualTo(2);
    assertThat(timer("create_deck", "done").count()).isZero();
  }

  @Test
  void leavesWhatAnotherNodeDecidedToThatNode() {
    assertThat(timers.time(CommandKind.REVIEW, () -> Response.ofOwner(ANSWER))).isSameAs(ANSWER);

    assertThat(timer("review", "done").count()).isZero();
    assertThat(meters.get("manadeck.command.passed.on").timer().count()).isEqualTo(1);
  }

  @Test
  void countsWhatIsRefusedByItsReason() {
    var refusal = new ProblemException(ProblemKind.CONFLICT, "Too late");

    assertThatThrownBy(() -> timers.time(CommandKind.REVIEW, failing(refusal))).isSameAs(refusal);

    assertThat(timer("review", "conflict").count()).isEqualTo(1);
    assertThat(timer("review", "done").count()).isZero();
  }

  @Test
  void countsWhatNobodyExpectedAsAnErrorOfTheService() {
    var failure = new IllegalStateException("Broken");

    assertThatThrownBy(() -> timers.time(CommandKind.REVIEW, failing(failure))).isSameAs(failure);

    assertThat(timer("review", "internal-error").count()).isEqualTo(1);
  }

  private static Supplier<Response> failing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  private Timer timer(String kind, String outcome) {
    return meters.get("manadeck.command.commands").tags("kind", kind, "outcome", outcome).timer();
  }
}
