package dev.manadeck.edge;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Asks every backend once a second whether it is ready. Of one that is silent nothing more is
 * expected, if another one is ready: what it was asked and may be asked again goes there.
 */
final class BackendProbe extends AbstractLifeCycle {
  private static final long EVERY_MILLIS = 1000;
  private static final long ANSWER_WITHIN_MILLIS = 2000;
  private static final String READINESS = "/actuator/health/readiness";

  private final Gateway gateway;
  private final List<BackendGroup> groups;
  private Scheduler.@Nullable Task next;

  BackendProbe(Gateway gateway, BackendGroup... groups) {
    this.gateway = gateway;
    this.groups = List.of(groups);
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
    groups.forEach(group -> group.backends().forEach(backend -> ask(client, backend, group)));
    next = client.getScheduler().schedule(this::probe, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ask(HttpClient client, Backend backend, BackendGroup group) {
    client
        .newRequest(backend.url().resolve(READINESS))
        .timeout(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS)
        .send(result -> hear(backend, group, result));
  }

  private void hear(Backend backend, BackendGroup group, Result result) {
    if (isStopping() || isStopped()) {
      return;
    }
    if (result.isFailed()) {
      isSilent(backend, group, result.getFailure());
    } else if (result.getResponse().getStatus() == HttpStatus.OK_200) {
      backend.ready();
    } else {
      backend.away("its readiness answers " + result.getResponse().getStatus());
    }
  }

  private static void isSilent(Backend backend, BackendGroup group, Throwable failure) {
    backend.away(AttemptFailure.inShort(failure));
    if (group.readyCount() > 0) {
      backend.giveUpUnanswered(new IOException("It is silent: " + AttemptFailure.inShort(failure)));
    }
  }
}
