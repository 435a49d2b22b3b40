package dev.manadeck.projection.live;

import dev.manadeck.events.EventCodec;
import dev.manadeck.projection.log.KafkaTopics;
import dev.manadeck.projection.log.LogConsumers;
import dev.manadeck.projection.runtime.BatchWriter;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projection;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts and stops the workers of all projections. */
final class LiveProjections implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LiveProjections.class);

  private final List<ProjectionWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  LiveProjections(
      List<Projection> projections,
      Function<Projection, BatchWriter> writers,
      LogConsumers consumers,
      KafkaTopics topics,
      Positions positions,
      LiveProgress progress,
      MeterRegistry registry,
      LiveProperties properties) {
    var codec = new EventCodec();
    for (var projection : projections) {
      var writer = writers.apply(projection);
      var metrics = new WorkerMetrics(registry, projection.name());
      for (int i = 1; i <= properties.workers(); i++) {
        var name = "projection-%s-%d".formatted(projection.name(), i);
        workers.add(
            new ProjectionWorker(
                name,
                projection,
                () ->
                    consumers.member(
                        projection.name(), name, properties.gulp(), properties.sessionTimeout()),
                topics,
                codec,
                writer,
                positions,
                new WorkerReports(name, projection.name(), progress, metrics),
                properties));
      }
    }
  }

  @Override
  public void start() {
    for (var worker : workers) {
      threads.add(Thread.ofPlatform().name(worker.name()).start(worker));
    }
  }

  @Override
  public void stop() {
    workers.forEach(ProjectionWorker::stop);
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        log.warn("{} was not awaited", thread.getName());
      }
    }
  }

  @Override
  public boolean isRunning() {
    return threads.stream().anyMatch(Thread::isAlive);
  }
}
