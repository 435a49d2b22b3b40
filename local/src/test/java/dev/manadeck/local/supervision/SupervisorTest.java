package dev.manadeck.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.manadeck.embedded.ProcessEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private final RecordedProgress progress = new RecordedProgress();

  @Nested
  class WithFakeParts {
    private final List<String> diary = new CopyOnWriteArrayList<>();
    private final FakePart kafka = new FakePart("kafka", diary);
    private final FakePart database = new FakePart("database", diary);
    private final FakePart service = new FakePart("service", diary);
    private final FakePart edge = new FakePart("edge", diary);

    private Supervisor supervisor() {
      return new Supervisor(
          List.of(
              Member.of(kafka),
              Member.of(database),
              Member.of(edge).calling(Stream.of("service")),
              Member.of(service).needing("kafka").calling(Stream.of("database"))),
          progress);
    }

    @Test
    void startsAPartOnlyWhenWhatItNeedsIsReady() throws Exception {
      CountDownLatch kafkaMayBeReady = new CountDownLatch(1);
      kafka.waitingAtStartFor(kafkaMayBeReady);
      Thread starting = Thread.ofVirtual().start(supervisor()::start);

      awaitForAWhile(
          () -> diary.containsAll(List.of("start kafka", "start database", "start edge")),
          () -> !diary.contains("start service"));
      kafkaMayBeReady.countDown();
      starting.join();

      assertThat(progress.lines)
          .containsExactlyInAnyOrder("kafka ready", "database ready", "service ready", "edge ready")
          .containsSubsequence("kafka ready", "service ready");
    }

    @Test
    void tellsOfAPartThatTakesLong() throws Exception {
      CountDownLatch kafkaMayBeReady = new CountDownLatch(1);
      kafka.waitingAtStartFor(kafkaMayBeReady);
      Supervisor supervisor =
          new Supervisor(List.of(Member.of(kafka)), progress, Duration.ofMillis(1));
      Thread starting = Thread.ofVirtual().start(supervisor::start);

      await().until(() -> progress.lines.size() > 1);
      assertThat(progress.lines).containsOnly("kafka still starting");

      kafkaMayBeReady.countDown();
      starting.join();
      assertThat(progress.lines).contains("kafka ready");
    }

    @Test
    void stopsAPartOnlyAfterItsUsers() throws Exception {
      CountDownLatch serviceMayEnd = new CountDownLatch(1);
      service.waitingAtStopFor(serviceMayEnd);
      Supervisor supervisor = supervisor();
      supervisor.start();
      diary.clear();
      Thread stopping = Thread.ofVirtual().start(supervisor::stop);

      awaitForAWhile(
          () -> diary.contains("stop service"),
          () -> !diary.contains("stop kafka") && !diary.contains("stop database"));
      serviceMayEnd.countDown();
      stopping.join();

      assertThat(diary)
          .hasSize(4)
          .containsSubsequence("stop edge", "stop service", "stop kafka")
          .containsSubsequence("stop service", "stop database");
    }

    private void awaitForAWhile(Callable<Boolean> happens, Callable<Boolean> andHolds) {
      await().during(Duration.ofMillis(200)).until(() -> happens.call() && andHolds.call());
    }

    @Test
    void saysWhyAPartDoesNotStart() {
      kafka.failingToStart(1);
      Supervisor supervisor = supervisor();

      assertThatThrownBy(supervisor::start)
          .isInstanceOf(PartFailedException.class)
          .hasMessage("kafka has a reason");

      assertThat(diary).doesNotContain("start service");
    }

    @Test
    void startsAPartAgainThatDied() {
      supervisor().start();

      service.die(137);

      await().until(() -> progress.lines.contains("service ready again"));
      assertThat(progress.lines)
          .containsSubsequence("service died with 137", "service ready again");
      assertThat(diary.stream().filter("start kafka"::equals)).hasSize(1);
    }

    @Test
    void goesOnTryingToStartAPartAgain() {
      supervisor().start();
      service.failingToStart(2);

      service.die(1);

      await().until(() -> progress.lines.contains("service ready again"));
      assertThat(progress.lines)
          .containsSubsequence(
              "service died with 1",
              "service failed to restart",
              "service failed to restart",
              "service ready again");
    }

    @Test
    void goesOnTryingWhateverTheReasonOfAFailure() {
      supervisor().start();
      service.failingToStartWith(new UncheckedIOException(new IOException("the disk is full")));

      service.die(1);

      await().until(() -> progress.lines.contains("service ready again"));
      assertThat(progress.lines)
          .containsSubsequence("service failed to restart", "service ready again");
    }

    @Test
    void startsNothingAgainThatItStopped() {
      Supervisor supervisor = supervisor();
      supervisor.start();

      supervisor.stop();

      assertThat(progress.lines).noneMatch(line -> line.contains("died"));
    }

    @Test
    void killsEverythingWithoutWaiting() {
      Supervisor supervisor = supervisor();
      supervisor.start();

      supervisor.kill();

      assertThat(diary).contains("kill kafka", "kill database", "kill service", "kill edge");
      assertThat(progress.lines).noneMatch(line -> line.contains("died"));
    }
  }

  @Nested
  class WithRealProcesses {
    @TempDir private Path folder;
    private Supervisor supervisor;

    @AfterEach
    void stop() {
      supervisor.stop();
    }

    @Test
    void startsAKilledProcessAgainWhileTheOthersGoOn() {
      Tiny tiny = new Tiny(folder);
      supervisor =
          new Supervisor(
              List.of(Member.of(tiny.service("one")), Member.of(tiny.service("other"))), progress);
      supervisor.start();
      long killed = tiny.process("one").pid();
      long other = tiny.process("other").pid();

      tiny.process("one").destroyForcibly();

      await().until(() -> progress.lines.contains("one ready again"));
      assertThat(progress.lines).contains("one died with 137");
      assertThat(tiny.process("one").pid()).isNotEqualTo(killed);
      assertThat(tiny.process("other").pid()).isEqualTo(other);
    }

    @Test
    void leavesNoProcessBehind() {
      Tiny tiny = new Tiny(folder);
      supervisor = new Supervisor(List.of(Member.of(tiny.service("one"))), progress);
      supervisor.start();
      ProcessHandle process = tiny.process("one");

      supervisor.stop();

      assertThat(ProcessEnd.hasCome(process)).isTrue();
      assertThat(tiny.pidFile("one")).doesNotExist();
    }
  }
}
