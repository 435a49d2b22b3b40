package dev.manadeck.local.stack;

import dev.manadeck.embedded.ProcessEnd;
import dev.manadeck.embedded.ProcessRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The right to run ManaDeck on a data folder and a set of ports, from the first check to the end.
 */
public final class LocalRun implements AutoCloseable {
  private static final Duration FOR_LEFTOVERS = Duration.ofSeconds(20);

  private final DataLock lock;
  private final PortClaims claims;
  private final RunRecord record;
  private final LogRotation rotation;

  private LocalRun(DataLock lock, PortClaims claims, RunRecord record, LogRotation rotation) {
    this.lock = lock;
    this.claims = claims;
    this.record = record;
    this.rotation = rotation;
  }

  /**
   * Makes everything ready for the parts to start: what a crashed run has left is ended, ports are
   * claimed and free, keys are there.
   *
   * @throws RefusedException if something is in the way; nothing has been started then
   */
  public static LocalRun begin(DataFolder data, Ports ports) {
    data.prepare();
    DataLock lock = DataLock.acquire(data);
    try {
      return beginOn(data, ports, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static LocalRun beginOn(DataFolder data, Ports ports, DataLock lock) {
    PortClaims claims = PortClaims.on(ports);
    try {
      RunRecord record = new RunRecord(data);
      endLeftovers(data);
      PortCheck.requireFree(ports, record.exists() ? FOR_LEFTOVERS : Duration.ZERO);
      record.write(ports);
      data.ensureKeys();
      return new LocalRun(lock, claims, record, LogRotation.of(data.logs()));
    } catch (RuntimeException e) {
      claims.close();
      throw e;
    }
  }

  private static void endLeftovers(DataFolder data) {
    List<ProcessHandle> leftovers = leftovers(data);
    leftovers.forEach(ProcessHandle::destroy);
    for (ProcessHandle leftover : leftovers) {
      if (!ProcessEnd.comesWithin(FOR_LEFTOVERS, leftover)) {
        leftover.destroyForcibly();
      }
    }
  }

  private static List<ProcessHandle> leftovers(DataFolder data) {
    try (Stream<Path> files = Files.list(data.run())) {
      return files
          .filter(file -> file.toString().endsWith(".pid"))
          .flatMap(file -> new ProcessRecord(file).running().stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To be called when no part runs any more. */
  @Override
  public void close() {
    rotation.close();
    record.delete();
    claims.close();
    lock.close();
  }
}
