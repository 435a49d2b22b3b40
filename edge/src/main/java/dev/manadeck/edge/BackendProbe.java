package dev.manadeck.edge;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Asks every backend once a second whether it is ready. */
final class BackendProbe extends AbstractLifeCycle {
  private static final long EVERY_MILLIS = 1000;
  private static final long ANSWER_WITHIN_MILLIS = 2000;
  private static final String READINESS = "/actuator/health/readiness";

  private final Gateway gateway;
  private final List<Backend> backends;
  private Scheduler.@Nullable Task next;

  BackendProbe(Gateway gateway, BackendGroup... groups) {
    this.gateway = gateway;
    this.backends = Stream.of(groups).flatMap(group -> group.backends().stream()).toList();
  }

  @Override
  protected void doStart() {
    probe();
  }

  @Override
  protected synchronized void doStop() {
    if (next != null) {
      next.cancel();
    }
  }

  private synchronized void probe() {
    HttpClient client = gateway.getHttpClient();
    if (client == null || isStopping() || isStopped()) {
      return;
    }
    backends.forEach(backend -> ask(client, backend));
    next = client.getScheduler().schedule(this::probe, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ask(HttpClient client, Backend backend) {
    client
        .newRequest(backend.url().resolve(READINESS))
        .timeout(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS)
        .send(result -> hear(backend, result));
  }

  private void hear(Backend backend, Result result) {
    if (isStopping() || isStopped()) {
      return;
    }
    if (result.isFailed()) {
      backend.away(AttemptFailure.inShort(result.getFailure()));
    } else if (result.getResponse().getStatus() == HttpStatus.OK_200) {
      backend.ready();
    } else {
      backend.away("its readiness answers " + result.getResponse().getStatus());
    }
  }
}
