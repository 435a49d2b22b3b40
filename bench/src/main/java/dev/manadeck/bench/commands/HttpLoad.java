package dev.manadeck.bench.commands;

import dev.manadeck.bench.load.ApiClient;
import dev.manadeck.bench.load.Classroom;
import dev.manadeck.bench.load.Load;
import dev.manadeck.bench.load.LoadClient;
import dev.manadeck.bench.report.Figure;
import dev.manadeck.bench.subject.Clocks;
import dev.manadeck.bench.subject.ServiceMetrics;
import dev.manadeck.bench.subject.TestedSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Reviews of a class of learners, one for each connection. */
final class HttpLoad implements AutoCloseable {
  private static final String NAME = "bench-learner";
  private static final int REVIEWS_OF_A_BATCH = 500;

  private final Classroom classroom;
  private final LoadClient client;
  private final ServiceMetrics metrics;
  private long acknowledgedReviews;

  HttpLoad(TestedSystem tested, int connections) {
    classroom =
        Classroom.create(new ApiClient(tested.tokens()), tested.commands(), NAME, connections);
    client = new LoadClient(tested.commands(), connections);
    metrics = new ServiceMetrics(tested.commands());
  }

  Measured singleReviews(Duration length) {
    return measured(classroom::review, 1, length);
  }

  Measured batches(Duration length) {
    return measured(
        learner -> classroom.reviews(learner, REVIEWS_OF_A_BATCH), REVIEWS_OF_A_BATCH, length);
  }

  /** In all that was sent, measured or not. */
  long acknowledgedReviews() {
    return acknowledgedReviews;
  }

  private Measured measured(IntFunction<byte[]> requests, int reviews, Duration length) {
    double transactions = metrics.transactions();
    Clocks before = Clocks.now();
    Load load = client.run(requests, length);
    acknowledgedReviews += load.acknowledged() * reviews;
    return new Measured(
        load, reviews, Clocks.now().since(before), metrics.transactions() - transactions);
  }

  @Override
  public void close() {
    client.close();
  }

  /**
   * @param reviewsOfARequest how many each request was about
   * @param transactions that a command node has committed meanwhile; 0 if it does not say
   */
  record Measured(Load load, int reviewsOfARequest, Clocks used, double transactions) {

    long reviews() {
      return load.acknowledged() * reviewsOfARequest;
    }

    List<Figure> figures() {
      List<Figure> figures = new ArrayList<>();
      figures.add(
          new Figure("reviews acknowledged", load.perSecond() * reviewsOfARequest, "reviews/s"));
      figures.add(new Figure("from request to answer, p50", load.millisAt(50), "ms"));
      figures.add(new Figure("from request to answer, p99", load.millisAt(99), "ms"));
      figures.add(new Figure("from request to answer, p99.9", load.millisAt(99.9), "ms"));
      load.failures()
          .forEach(
              (status, some) ->
                  figures.add(
                      new Figure(
                          "not acknowledged: %d, the first says %s".formatted(status, some.first()),
                          some.count(),
                          "requests")));
      if (transactions > 0) {
        figures.add(new Figure("reviews of a transaction", reviews() / transactions, "reviews"));
      }
      used.byPart().forEach((part, time) -> figures.add(figure("processor time: " + part, time)));
      return figures;
    }

    private Figure figure(String name, Duration time) {
      double micros = (double) time.toNanos() / TimeUnit.MICROSECONDS.toNanos(1);
      return new Figure(name, micros / Math.max(1, reviews()), "µs a review");
    }
  }
}
