package dev.manadeck.projection.operations;

import dev.manadeck.projection.replay.Replays;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells those who listen how a run gets on, as Server-Sent Events: {@code progress} when something
 * has changed, {@code end} at last. Ends all streams before the server waits for open requests.
 */
final class ReplayStreams implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ReplayStreams.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofHours(6);

  private final Replays replays;
  private final Clock clock;
  private final Set<Thread> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean isRunning;

  ReplayStreams(Replays replays, Clock clock) {
    this.replays = replays;
    this.clock = clock;
  }

  SseEmitter of(UUID id) {
    var emitter = new SseEmitter(LONGEST.toMillis());
    var thread = Thread.ofVirtual().name("replay-events").unstarted(() -> tell(id, emitter));
    streams.add(thread);
    emitter.onCompletion(thread::interrupt);
    thread.start();
    return emitter;
  }

  private void tell(UUID id, SseEmitter emitter) {
    try {
      @Nullable ReplayJson told = null;
      while (isRunning) {
        var replay = replays.find(id).orElseThrow();
        var now = ReplayJson.of(replay, clock.instant());
        boolean isOver = replay.state().isFinal();
        if (!now.equals(told)) {
          emitter.send(SseEmitter.event().name(isOver ? "end" : "progress").data(now));
          told = now;
        }
        if (isOver) {
          break;
        }
        Thread.sleep(LOOK);
      }
      emitter.complete();
    } catch (InterruptedException e) {
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      log.debug("A listener of {} left", id, e);
    } catch (DataAccessException e) {
      emitter.completeWithError(e);
    } finally {
      streams.remove(Thread.currentThread());
    }
  }

  @Override
  public void start() {
    isRunning = true;
  }

  @Override
  public void stop() {
    isRunning = false;
    streams.forEach(Thread::interrupt);
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }
}
