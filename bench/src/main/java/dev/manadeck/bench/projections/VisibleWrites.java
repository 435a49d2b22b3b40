package dev.manadeck.bench.projections;

import dev.manadeck.bench.load.ApiClient;
import dev.manadeck.bench.load.Classroom;
import dev.manadeck.bench.load.Classroom.Study;
import dev.manadeck.bench.report.Figure;
import dev.manadeck.bench.subject.TestedSystem;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends reviews at a steady rate, each on time whatever became of those before, and asks for each
 * until it shows, with its token.
 */
final class VisibleWrites {
  private static final int LEARNERS = 64;
  private static final int STEPS = 10;
  private static final Duration BETWEEN_QUERIES = Duration.ofMillis(1);
  private static final String TOKEN = "Consistency-Token";
  private static final Map<String, String> GOOD = Map.of("rating", "good");

  private final TestedSystem system;
  private final ApiClient client;
  private final Classroom classroom;

  VisibleWrites(TestedSystem system) {
    this.system = system;
    this.client = new ApiClient(system.tokens());
    this.classroom = Classroom.create(client, system.commands(), "bench-reader", LEARNERS);
    // Else a review's query would wait for its deck, which is another projection's.
    classroom.ofEachDeck().forEach(this::awaitAnswer);
  }

  private void awaitAnswer(Study study, String... headers) {
    HttpResponse<String> answer = query(study, headers);
    while (answer.statusCode() != HttpURLConnection.HTTP_OK) {
      LockSupport.parkNanos(pauseAskedFor(answer).toNanos());
      answer = query(study, headers);
    }
  }

  private HttpResponse<String> query(Study study, String... headers) {
    return client.get(system.queries().resolve(study.reviewsPath()), study.user(), headers);
  }

  private static Duration pauseAskedFor(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(BETWEEN_QUERIES);
  }

  /**
   * Rises to that rate, and waits for all that it sent: programs that were just started are slow.
   */
  void warmUp(int perSecond, Duration length) throws InterruptedException {
    for (int step = 1; step <= STEPS; step++) {
      run(perSecond * step / STEPS, length.dividedBy(STEPS));
    }
  }

  List<Figure> run(int perSecond, Duration length) throws InterruptedException {
    Histogram acknowledged = new ConcurrentHistogram(3);
    Histogram visible = new ConcurrentHistogram(3);
    ConcurrentLinkedQueue<Future<?>> writes = new ConcurrentLinkedQueue<>();
    long began = System.nanoTime();
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long due = began; due < began + length.toNanos(); due += pause) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        Study study = classroom.any();
        long sent = due;
        writes.add(threads.submit(() -> write(study, sent, acknowledged, visible)));
      }
    }
    writes.forEach(VisibleWrites::requireDone);
    return List.of(
        new Figure("reviews sent", writes.size() / (double) length.toSeconds(), "reviews/s"),
        millis("from its due instant to its acknowledgement, p50", acknowledged, 50),
        millis("from its due instant to its acknowledgement, p99", acknowledged, 99),
        millis("from its acknowledgement to a query that shows it, p50", visible, 50),
        millis("from its acknowledgement to a query that shows it, p99", visible, 99));
  }

  private void write(Study study, long due, Histogram acknowledged, Histogram visible) {
    HttpResponse<String> answer =
        client.post(system.commands().resolve(study.reviewsPath()), study.user(), GOOD);
    long known = System.nanoTime();
    acknowledged.recordValue(known - due);
    String token = answer.headers().firstValue(TOKEN).orElseThrow();
    awaitAnswer(study, TOKEN, token);
    visible.recordValue(System.nanoTime() - known);
  }

  private static void requireDone(Future<?> write) {
    switch (write.state()) {
      case SUCCESS -> {}
      case FAILED -> throw new IllegalStateException("A review failed", write.exceptionNow());
      case CANCELLED, RUNNING -> throw new IllegalStateException("A review was left undone");
    }
  }

  private static Figure millis(String name, Histogram nanos, double percentile) {
    return new Figure(
        name,
        nanos.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1),
        "ms");
  }
}
