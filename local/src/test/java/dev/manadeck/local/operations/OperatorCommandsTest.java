package dev.manadeck.local.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.embedded.LoopbackPort;
import dev.manadeck.local.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

class OperatorCommandsTest {
  private static final String BEGIN = "POST /api/ops/projections/decks/replays";
  private static final String VERIFY = "POST /api/ops/projections/decks/verifications";
  private static final String LOOK = "GET /api/ops/replays/" + Runs.ID;
  private static final String EVENTS = LOOK + "/events";
  private static final String PROJECTIONS = "GET /api/ops/projections";

  private final FakeService service = new FakeService();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void stopService() {
    service.close();
  }

  @Nested
  class Replay {
    @Test
    void staysUntilTheEnd() {
      service
          .answers(BEGIN, 202, Runs.building().toString())
          .answers(LOOK, 200, Runs.building().toString())
          .streams(EVENTS, Runs.progress(Runs.building()) + Runs.end(Runs.completed()));

      assertThat(run("replay", "decks")).isZero();

      assertThat(out.toString())
          .contains("decks: building 45.2 % of 100,000 events, 182,000/s, 12 s left")
          .contains("decks: 100,000 events folded, generation 3 is live (in 2.5 s)")
          .contains("./manadeck rollback decks");
      assertThat(err.toString()).isEmpty();
    }

    @Test
    void isAskedForWithAToken() {
      ends(BEGIN, Runs.completed().toString());

      run("replay", "decks");

      assertThat(service.asked())
          .isNotEmpty()
          .allMatch(asked -> asked.authorization().equals("Bearer secret"));
    }

    @Test
    void handsItsOptionsOn() {
      ends(BEGIN, Runs.completed().toString());

      run("replay", "decks", "--as-of", "2026-03-01", "--max-rate", "500", "--no-swap", "--force");

      assertThat(json(service.asked(BEGIN).getFirst()))
          .isEqualTo(
              json(
                  """
                  {"asOf": "2026-03-01T00:00:00Z", "maxRate": 500, "swap": false, "force": true}
                  """));
    }

    @Test
    void handsOffsetsOn() {
      ends(BEGIN, Runs.completed().toString());

      run("replay", "decks", "--as-of-offsets", "decks-0=17,decks-1=0");

      assertThat(json(service.asked(BEGIN).getFirst()))
          .isEqualTo(json("{\"asOfOffsets\": {\"decks-0\": 17, \"decks-1\": 0}}"));
    }

    @Test
    void handsItsScopeOn() {
      ends(BEGIN, Runs.verified().put("kind", "repair").put("dryRun", true).toString());

      run("replay", "decks", "--learner", "anna", "--dry-run");

      assertThat(json(service.asked(BEGIN).getFirst()))
          .isEqualTo(json("{\"scope\": {\"learnerId\": \"anna\"}, \"dryRun\": true}"));
    }

    @Test
    void failsWithTheReason() {
      ends(BEGIN, Runs.failed("the disk is full").toString());

      assertThat(run("replay", "decks")).isEqualTo(1);

      assertThat(out.toString()).contains("decks: the replay failed: the disk is full");
    }

    @Test
    void showsWhatADryRunWouldChange() {
      ends(BEGIN, Runs.differing().put("kind", "repair").put("dryRun", true).toString());

      assertThat(run("replay", "decks", "--learner", "anna", "--dry-run")).isEqualTo(1);

      assertThat(out.toString()).contains("decks: 3 of 1,200 rows would change", "Birds", "Fish");
    }

    @Test
    void isContentWithWhatARepairHasChanged() {
      ends(BEGIN, Runs.differing().put("kind", "repair").toString());

      assertThat(run("replay", "decks", "--learner", "anna")).isZero();

      assertThat(out.toString()).contains("decks: 3 of 1,200 rows were put right");
    }

    @Test
    void leavesARunToItselfIfAsked() {
      service.answers(BEGIN, 202, Runs.building().toString());

      assertThat(run("replay", "decks", "--detach")).isZero();

      assertThat(out.toString())
          .contains("./manadeck replays watch " + Runs.ID + " --url " + service.url());
      assertThat(service.asked()).hasSize(1);
    }

    @Test
    void printsNothingButJsonIfAsked() {
      service
          .answers(BEGIN, 202, Runs.building().toString())
          .answers(LOOK, 200, Runs.building().toString())
          .streams(EVENTS, Runs.end(Runs.completed()));

      assertThat(run("replay", "decks", "--json")).isZero();

      assertThat(json(out.toString())).isEqualTo(Runs.completed());
      assertThat(err.toString()).contains("decks: building");
    }

    @Test
    void triesEveryProjectionEvenIfOneIsRefused() {
      service
          .answers(PROJECTIONS, 200, "[{\"name\": \"decks\"}, {\"name\": \"learners\"}]")
          .answers(BEGIN, 409, "{\"detail\": \"A replay is under way already\"}")
          .answers("POST /api/ops/projections/learners/replays", 202, Runs.completed().toString())
          .answers(LOOK, 200, Runs.completed().toString());

      assertThat(run("replay", "--all", "--json")).isEqualTo(3);

      assertThat(err.toString()).contains("decks: A replay is under way already");
      assertThat(json(out.toString())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "replay",
          "replay decks --all",
          "replay decks --as-of=yesterday",
          "replay decks --deck=17",
          "replay decks --max-rate=fast",
          "replay decks --as-of-offsets=decks-0",
          "replay decks --as-of-offsets=decks-0=last",
          "replay decks --deck=01990000-0000-7000-8000-000000000001 --learner=anna"
        })
    void isNotEvenAskedForIfItMakesNoSense(String line) {
      assertThat(run(line.split(" "))).isEqualTo(2);

      assertThat(service.asked()).isEmpty();
      assertThat(err.toString()).contains("Usage: manadeck replay");
    }

    @ParameterizedTest
    @CsvSource({"400, 2", "422, 2", "401, 3", "403, 3", "404, 3", "409, 3", "503, 4", "502, 4"})
    void tellsByItsExitCodeWhoseFaultItIs(int status, int exitCode) {
      service.answers(
          BEGIN,
          status,
          """
          {"title": "Something", "status": %d, "detail": "Not now, please",
           "errors": [{"pointer": "/asOf", "detail": "must not be in the future"}]}
          """
              .formatted(status));

      assertThat(run("replay", "decks")).isEqualTo(exitCode);

      assertThat(out.toString()).isEmpty();
      assertThat(err.toString())
          .isEqualToNormalizingNewlines(
              """
              Not now, please
                /asOf must not be in the future
              """);
    }

    @Test
    void saysThatNobodyAnswers() {
      service.close();

      assertThat(run("replay", "decks")).isEqualTo(4);

      assertThat(err.toString())
          .contains(service.url() + " does not answer")
          .doesNotContain("\tat ");
    }

    @Test
    void saysThatTheAnswerIsNone() {
      service.answers(BEGIN, 200, "<html>Welcome</html>");

      assertThat(run("replay", "decks")).isEqualTo(4);

      assertThat(err.toString()).contains("no ManaDeck");
    }
  }

  @Nested
  class Rollback {
    @Test
    void saysThatTheOldTablesAreBack() {
      ends(
          "POST /api/ops/projections/decks/rollback",
          Runs.completed().put("kind", "rollback").putNull("generation").toString());

      assertThat(run("rollback", "decks")).isZero();

      assertThat(out.toString())
          .contains("decks: the tables that were live before are live again")
          .doesNotContain("null");
    }
  }

  @Nested
  class Generations {
    @Test
    void areListedWithTheirTables() {
      service.answers(
          "GET /api/ops/projections/decks/generations",
          200,
          """
          [{"number": 3, "purpose": "rollback", "codeVersion": 1,
            "tables": ["decks__g3", "cards__g3"], "expiresAt": null,
            "createdAt": "2026-11-20T07:00:00Z"}]
          """);

      assertThat(run("generations", "decks")).isZero();

      assertThat(out.toString())
          .containsPattern("3 +rollback .*dropped by command +decks__g3, cards__g3");
    }

    @ParameterizedTest
    @CsvSource(value = {"''", "'{\"number\": 3}'"})
    void areDroppedWhateverTheServiceSaysToThat(String answer) {
      String drop = "DELETE /api/ops/projections/decks/generations/3";
      service.answers(drop, 202, answer);

      assertThat(run("drop", "decks", "3")).isZero();

      assertThat(service.asked(drop)).hasSize(1);
    }
  }

  @Nested
  class Paused {
    @ParameterizedTest
    @CsvSource({"pause, decks is paused", "resume, decks follows the log again; it is 12 events"})
    void isWhatAnOperatorWants(String verb, String said) {
      service.answers(
          "POST /api/ops/projections/decks/" + verb,
          200,
          "{\"name\": \"decks\", \"state\": \"paused\", \"lagEvents\": 12}");

      assertThat(run(verb, "decks")).isZero();

      assertThat(out.toString()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "cancel"})
    void mayBeARunToo(String verb) {
      String what = "POST /api/ops/replays/" + Runs.ID + "/" + verb;
      service.answers(what, 200, Runs.paused().toString());

      assertThat(run("replays", verb, Runs.ID)).isZero();

      assertThat(service.asked(what)).hasSize(1);
      assertThat(out.toString()).contains("decks: paused (building) 45.2 %");
    }
  }

  @Nested
  class History {
    @Test
    void listsRunsWithWhatCameOfThem() {
      service.answers(
          "GET /api/ops/replays",
          200,
          "[" + Runs.failed("the disk is full") + "," + Runs.differing() + "]");

      assertThat(run("replays")).isZero();

      assertThat(out.toString())
          .containsPattern("replay +failed +45.2 +the disk is full")
          .containsPattern("verification +completed +100.0 +3 rows differed");
    }

    @Test
    void listsActions() {
      service.answers(
          "GET /api/ops/actions",
          200,
          """
          [{"id": "a", "action": "pause", "projection": "decks", "replayId": null, "details": {},
            "userId": "anna", "at": "2026-11-20T07:00:00Z"}]
          """);

      assertThat(run("actions")).isZero();

      assertThat(out.toString()).containsPattern("2026-11-20T07:00:00Z +anna +pause +decks");
    }
  }

  @ParameterizedTest
  @CsvSource({"replays, 100", "actions, 500"})
  void listsNoMoreThanTheServiceTellsOf(String command, int most) {
    service.answers("GET /api/ops/" + command, 200, "[]");

    assertThat(run(command, "--limit", "" + most)).isZero();
    assertThat(run(command, "--limit", "" + (most + 1))).isEqualTo(2);

    assertThat(err.toString()).contains("Expected a --limit of 0 to %d".formatted(most));
    assertThat(service.asked()).hasSize(1);
    assertThat(execute(command, "--help")).isZero();
    assertThat(out.toString()).contains("at most " + most, "JSON: " + most);
  }

  @Nested
  class Verify {
    @Test
    void isCleanIfNothingDiffers() {
      ends(VERIFY, Runs.verified().toString());

      assertThat(run("verify", "decks")).isZero();

      assertThat(out.toString()).contains("decks: all 1,200 rows equal the log");
    }

    @Test
    void namesTheRowsThatDiffer() {
      ends(VERIFY, Runs.differing().toString());

      assertThat(run("verify", "decks")).isEqualTo(1);

      assertThat(out.toString())
          .isEqualToNormalizingNewlines(
              """
              decks: 3 of 1,200 rows differ from the log (in 2.5 s)
                decks deck_id=d-1: changed
                  COLUMN   IN THE TABLE  FROM THE LOG
                  title    Birds         Fish
                  version  7             null
                cards card_id=c-1: missing in the table
                  COLUMN    IN THE TABLE  FROM THE LOG
                  position                4
                ... and 1 more
              """);
    }

    @Test
    void printsNoMoreRowsThanAskedFor() {
      ends(VERIFY, Runs.differing().toString());

      run("verify", "decks", "--limit", "1");

      assertThat(out.toString()).contains("... and 2 more (--limit N").doesNotContain("cards");
    }

    @Test
    void comparesAllIfNoneIsNamed() {
      service.answers(PROJECTIONS, 200, "[{\"name\": \"decks\"}, {\"name\": \"learners\"}]");
      ends(VERIFY, Runs.verified().toString());
      service.answers(
          "POST /api/ops/projections/learners/verifications", 202, Runs.verified().toString());

      assertThat(run("verify", "--json")).isZero();

      assertThat(json(out.toString())).hasSize(2);
    }
  }

  @Nested
  class VerifyAll {
    private static final String OTHERS = "POST /api/ops/projections/learners/verifications";

    @BeforeEach
    void haveTwo() {
      service.answers(PROJECTIONS, 200, "[{\"name\": \"decks\"}, {\"name\": \"learners\"}]");
    }

    @Test
    void differsIfOneDoesThoughAnotherWasRefused() {
      service.answers(VERIFY, 409, "{\"detail\": \"Events are parked\"}");
      ends(OTHERS, Runs.differing().toString());

      assertThat(run("verify")).isEqualTo(1);

      assertThat(out.toString()).contains("3 of 1,200 rows differ");
      assertThat(err.toString()).contains("decks: Events are parked");
    }

    @Test
    void tellsWhatDiffersThoughTheServiceWentAway() {
      ends(VERIFY, Runs.differing().toString());
      service.answers(OTHERS, 503, "{\"detail\": \"The database does not answer right now\"}");

      assertThat(run("verify", "--json")).isEqualTo(1);

      assertThat(json(out.toString())).containsExactly(Runs.differing());
      assertThat(err.toString()).contains("learners: The database does not answer right now");
    }

    @Test
    void triesNoMoreOnceTheServiceWentAway() {
      service.answers(VERIFY, 503, "{\"detail\": \"The database does not answer right now\"}");

      assertThat(run("verify", "--json")).isEqualTo(4);

      assertThat(out.toString()).isEqualToIgnoringNewLines("[]");
      assertThat(service.asked(OTHERS)).isEmpty();
    }
  }

  @Nested
  class Parked {
    private static final String EVENT =
        """
        {"id": "%s", "projection": "decks", "topic": "decks", "partition": 1, "offset": 17,
         "key": "d-1", "recordedAt": "2026-11-20T07:00:00Z", "error": "Expected a title\\u001b[2J",
         "attemptCount": 2, "waitingCount": 5}
        """
            .formatted(Runs.ID);

    @Test
    void areListedWithoutWhatCouldHarmATerminal() {
      service.answers("GET /api/ops/parked", 200, "[" + EVENT + "]");

      assertThat(run("parked")).isZero();

      assertThat(out.toString())
          .contains("decks-1:17", "Expected a title [2J")
          .doesNotContain("\u001b");
    }

    @Test
    void areShownWhole() {
      service.answers("GET /api/ops/parked/" + Runs.ID, 200, EVENT);

      assertThat(run("parked", "show", Runs.ID)).isZero();

      assertThat(out.toString()).containsPattern("key +d-1").containsPattern("waitingCount +5");
    }

    @Test
    void failIfOneStillCannotBeApplied() {
      service.answers(
          "POST /api/ops/parked/retry",
          200,
          """
          [{"id": "a", "appliedCount": 3, "error": null},
           {"id": "b", "appliedCount": 1, "error": "Expected a title"}]
          """);

      assertThat(run("parked", "retry", "--all")).isEqualTo(1);

      assertThat(out.toString())
          .contains("a: 3 applied, none is left")
          .contains("b: 1 applied, the next one fails: Expected a title");
    }

    @Test
    void areRetriedOneOrAll() {
      String retry = "POST /api/ops/parked/" + Runs.ID + "/retry";
      service.answers(retry, 200, "{\"id\": \"a\", \"appliedCount\": 5, \"error\": null}");

      assertThat(run("parked", "retry", Runs.ID)).isZero();
      assertThat(service.asked(retry)).hasSize(1);

      for (List<String> which : List.of(List.<String>of(), List.of(Runs.ID, "--all"))) {
        List<String> words = new ArrayList<>(List.of("parked", "retry"));
        words.addAll(which);
        assertThat(run(words.toArray(String[]::new))).isEqualTo(2);
      }
      assertThat(err.toString()).contains("(ID | --all)");
    }

    @Test
    void areSkippedForAReason() {
      String skip = "POST /api/ops/parked/" + Runs.ID + "/skip";
      service.answers(skip, 200, "{\"id\": \"a\", \"appliedCount\": 5, \"error\": null}");

      assertThat(run("parked", "skip", Runs.ID, "--reason", "a bug of May")).isZero();

      assertThat(json(service.asked(skip).getFirst()))
          .isEqualTo(json("{\"reason\": \"a bug of May\"}"));
    }

    @Test
    void areNotLookedForInTheWrongPlace() {
      assertThat(execute("parked", "--url", "http://127.0.0.1:1", "retry", "--all")).isEqualTo(2);

      assertThat(err.toString()).contains("Expected all options behind 'retry'");
    }

    @Test
    void areNotSkippedWithoutOne() {
      assertThat(run("parked", "skip", Runs.ID)).isEqualTo(2);

      assertThat(service.asked()).isEmpty();
    }
  }

  @Nested
  class Status {
    private static final String ONE =
        """
        {"name": "decks", "state": "%s", "generation": 2, "codeVersion": 1,
         "serviceCodeVersion": 2, "lagEvents": 12345, "lagSeconds": 1.25, "parkedKeys": 0,
         "partitions": [{"topic": "decks", "partition": 3, "position": 10, "end": 12355,
           "lagEvents": 12345, "lagSeconds": 1.25}],
         "obstacles": [], "advice": "Begin a replay", "replay": %s, "generations": []}
        """;
    private static final String HEALTH =
        """
        {"status": "UP", "components": {
          "commandNodes": {"status": "UP", "ready": 2, "of": 2},
          "projectionService": {"status": "%s", "ready": 1, "of": 1}}}
        """;

    @Test
    void isOnePage() {
      service
          .answers("GET /actuator/health", 200, HEALTH.formatted("UP"))
          .answers(PROJECTIONS, 200, "[" + ONE.formatted("replaying", Runs.building()) + "]");

      assertThat(run("status", "--verbose")).isZero();

      assertThat(out.toString())
          .containsPattern("commandNodes +up +2 of 2 ready")
          .containsPattern(
              "decks +replaying +2 +1 \\(service 2\\) +12,345 +1.3 +0 +replay building 45.2 %")
          .contains("decks: Begin a replay")
          .containsPattern("decks-3 +10 +12,355 +12,345 +1.3");
    }

    @Test
    void failsIfAProjectionIsBlocked() {
      service
          .answers("GET /actuator/health", 200, HEALTH.formatted("UP"))
          .answers(PROJECTIONS, 200, "[" + ONE.formatted("blocked", "null") + "]");

      assertThat(run("status", "--json")).isEqualTo(1);

      JsonNode status = json(out.toString());
      assertThat(status.required("status").asString()).isEqualTo("up");
      assertThat(status.required("isWell").booleanValue()).isFalse();
    }

    @Test
    void isWellIfNothingIsWrong() {
      service
          .answers("GET /actuator/health", 200, HEALTH.formatted("UP"))
          .answers(PROJECTIONS, 200, "[" + ONE.formatted("running", "null") + "]");

      assertThat(run("status", "--json")).isZero();

      assertThat(json(out.toString()).required("isWell").booleanValue()).isTrue();
    }

    @Test
    void failsIfAPartIsDown() {
      service
          .answers("GET /actuator/health", 503, HEALTH.formatted("DOWN"))
          .answers(PROJECTIONS, 200, "[" + ONE.formatted("running", "null") + "]");

      assertThat(run("status", "--json")).isEqualTo(1);

      JsonNode status = json(out.toString());
      assertThat(status.required("status").asString()).isEqualTo("down");
      assertThat(status.required("projections").get(0).required("generation").asInt()).isEqualTo(2);
      assertThat(status.required("trouble").isNull()).isTrue();
    }

    @Test
    void saysWhyTheProjectionsCannotBeTold() {
      service
          .answers("GET /actuator/health", 200, HEALTH.formatted("UP"))
          .answers(PROJECTIONS, 503, "{\"detail\": \"The database does not answer right now\"}");

      assertThat(run("status")).isEqualTo(1);

      assertThat(out.toString())
          .containsPattern("edge +up")
          .contains("The database does not answer right now");
    }
  }

  @Nested
  class OnThisMachine {
    @TempDir private Path folder;

    @Test
    void makesNoKeysWhereNothingHasEverRun() {
      assertThat(execute("parked", "--data", folder.toString(), "--port", freePort())).isEqualTo(3);

      assertThat(err.toString()).contains("No ManaDeck has run on " + folder);
      assertThat(folder).isEmptyDirectory();
    }

    @Test
    void wantsATokenForAnEdgeElsewhere() {
      assertThat(execute("parked", "--url", service.url().toString())).isEqualTo(3);

      assertThat(err.toString()).contains("--token");
      assertThat(service.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "manadeck.example", "ftp://manadeck.example"})
    void isNotLookedForWhereNoEdgeCanBe(String url) {
      for (String command : List.of("status", "parked")) {
        assertThat(execute(command, "--url", url, "--token", "secret")).isEqualTo(2);
        assertThat(err.toString())
            .contains("Expected a URL such as https://manadeck.example:8080, but got " + url);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--data=data", "--port=8080"})
    void isNotAskedForTogetherWithAnEdgeElsewhere(String option) {
      assertThat(run("parked", option)).isEqualTo(2);

      assertThat(err.toString()).contains("but got both");
      assertThat(service.asked()).isEmpty();
    }

    @Test
    void isNamedInTheCommandsThatAreToBeCopied() {
      service.answers("POST /api/ops/projections/decks/pause", 200, "{\"name\": \"decks\"}");
      String port = String.valueOf(service.url().getPort() - 2);

      assertThat(
              execute(
                  "pause",
                  "decks",
                  "--token=secret",
                  "--port",
                  port,
                  "--data",
                  folder + "/my data"))
          .isZero();

      assertThat(out.toString())
          .contains(
              "./manadeck resume decks --data '%s/my data' --port %s".formatted(folder, port));
    }

    private String freePort() {
      return String.valueOf(LoopbackPort.free());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "replay",
        "replays",
        "replays show",
        "replays watch",
        "replays pause",
        "replays resume",
        "replays cancel",
        "verify",
        "rollback",
        "generations",
        "drop",
        "pause",
        "resume",
        "parked",
        "parked show",
        "parked retry",
        "parked skip",
        "actions"
      })
  void explainsEveryCommand(String command) {
    assertThat(execute((command + " --help").split(" "))).isZero();

    assertThat(out.toString())
        .contains("Usage: manadeck " + command, "--data", "--port", "--url", "--token", "--json")
        .contains("Exit codes:");
  }

  /** A run that is over by the time it is looked at. */
  private void ends(String begin, String run) {
    service.answers(begin, 202, run).answers(LOOK, 200, run);
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", service.url().toString(), "--token", "secret"));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CommandLine launcher = new CommandLine(new Launcher());
    OperatorCommands.addTo(launcher);
    CommandLines.configured(launcher);
    return launcher.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }

  @Command(name = "manadeck")
  private static final class Launcher {}

  private static JsonNode json(String text) {
    return OperatorApi.JSON.readTree(text);
  }
}
