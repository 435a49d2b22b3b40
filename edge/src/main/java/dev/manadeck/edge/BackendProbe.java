package dev.manadeck.edge;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Asks every backend once a second whether it is ready. Of one that stays silent nothing more is
 * expected, if another one is ready: what it was asked and may be asked again goes there.
 */
final class BackendProbe extends AbstractLifeCycle {
  private static final long EVERY_MILLIS = 1000;
  private static final long ANSWER_WITHIN_MILLIS = 2000;

  /** One that is only busy would be busier if it were asked all that again through another one. */
  private static final int SILENCES_OF_A_FROZEN_ONE = 2;

  private static final String READINESS = "/actuator/health/readiness";

  private final Gateway gateway;
  private final List<Watch> watches;
  private Scheduler.@Nullable Task next;

  BackendProbe(Gateway gateway, BackendGroup... groups) {
    this.gateway = gateway;
    this.watches =
        Stream.of(groups)
            .flatMap(group -> group.backends().stream().map(backend -> new Watch(backend, group)))
            .toList();
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
    watches.forEach(watch -> watch.ask(client));
    next = client.getScheduler().schedule(this::probe, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private final class Watch {
    private final Backend backend;
    private final BackendGroup group;
    private long asked;
    private long heard;
    private int silences;

    Watch(Backend backend, BackendGroup group) {
      this.backend = backend;
      this.group = group;
    }

    synchronized void ask(HttpClient client) {
      asked++;
      long number = asked;
      client
          .newRequest(backend.url().resolve(READINESS))
          .timeout(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS)
          .send(result -> hear(number, result));
    }

    /** What a later question brought is newer, though it may be known before. */
    private synchronized void hear(long number, Result result) {
      if (number < heard || isStopping() || isStopped()) {
        return;
      }
      heard = number;
      if (result.isFailed()) {
        isSilent(result.getFailure());
        return;
      }
      silences = 0;
      int status = result.getResponse().getStatus();
      if (status == HttpStatus.OK_200) {
        backend.ready();
      } else {
        backend.away("its readiness answers " + status);
      }
    }

    private void isSilent(Throwable failure) {
      silences++;
      backend.away(AttemptFailure.inShort(failure));
      if (silences >= SILENCES_OF_A_FROZEN_ONE && group.readyCount() > 0) {
        backend.giveUpUnanswered(
            new IOException("It is silent: " + AttemptFailure.inShort(failure)));
      }
    }
  }
}
