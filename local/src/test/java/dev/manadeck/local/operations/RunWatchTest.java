package dev.manadeck.local.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.local.operations.RunWatch.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunWatchTest {
  private static final String LOOK = "GET /api/ops/replays/" + Runs.ID;
  private static final String EVENTS = LOOK + "/events";
  private static final Duration MOMENT = Duration.ofMillis(10);

  private final FakeService service = new FakeService();
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void stopService() {
    service.close();
  }

  @Test
  void hearsEveryEvent() {
    service
        .answers(LOOK, 200, Runs.building().toString())
        .streams(
            EVENTS,
            Runs.progress(Runs.building().put("percent", 60))
                + ": a comment\n\n"
                + Runs.progress(Runs.paused())
                + Runs.end(Runs.completed()));

    follow(Duration.ofMinutes(1));

    assertThat(seen)
        .containsExactly("building 45.2", "building 60.0", "paused 45.2", "completed 100.0");
  }

  @Test
  void goesOnWhereTheEventsWereCutOff() {
    service
        .answers(LOOK, 200, Runs.building().toString())
        .answers(LOOK, 200, Runs.building().put("percent", 70).toString())
        .streamsInPart(
            EVENTS, Runs.progress(Runs.building().put("percent", 60)) + "event:end\ndata:{\"id\"")
        .streams(EVENTS, Runs.end(Runs.completed()));

    follow(Duration.ofMinutes(1));

    assertThat(seen)
        .containsExactly("building 45.2", "building 60.0", "building 70.0", "completed 100.0");
  }

  @Test
  void asksAgainAndAgainWhereThereAreNoEvents() {
    service
        .answers(LOOK, 200, Runs.building().toString())
        .answers(LOOK, 200, Runs.building().put("percent", 70).toString())
        .answers(LOOK, 200, Runs.completed().toString())
        .answers(EVENTS, 404, "{}");

    follow(Duration.ofMinutes(1));

    assertThat(seen).containsExactly("building 45.2", "building 70.0", "completed 100.0");
  }

  @Test
  void waitsForAServiceThatIsStartedAnew() {
    service
        .answers(LOOK, 503, "{\"detail\": \"Not yet\"}")
        .answers(LOOK, 502, "{}")
        .answers(LOOK, 200, Runs.completed().toString());

    follow(Duration.ofMinutes(1));

    assertThat(seen).containsExactly("completed 100.0");
  }

  @Test
  void doesNotWaitForEver() {
    service.answers(LOOK, 503, "{\"detail\": \"Not yet\"}");

    assertThatThrownBy(() -> follow(Duration.ZERO))
        .isInstanceOf(ApiException.class)
        .hasMessage("Not yet");
  }

  @Test
  void doesNotWaitForARunThatIsNone() {
    assertThatThrownBy(() -> follow(Duration.ofMinutes(1)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCodes.REFUSED));
  }

  private void follow(Duration absence) {
    OperatorApi api = new OperatorApi(service.url(), () -> "secret");
    new RunWatch(api, new Patience(Duration.ofMinutes(1), MOMENT, absence))
        .follow(Runs.ID, run -> seen.add(run.state() + " " + run.percent()));
  }
}
