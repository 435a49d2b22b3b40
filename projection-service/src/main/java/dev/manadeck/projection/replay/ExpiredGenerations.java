package dev.manadeck.projection.replay;

import dev.manadeck.projection.runtime.BackgroundDatabase;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.Projections;
import dev.manadeck.projection.runtime.Trouble;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops the tables of generations whose time is over, unless somebody reads them. */
final class ExpiredGenerations {
  private static final Logger log = LoggerFactory.getLogger(ExpiredGenerations.class);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

  private final Projections projections;
  private final BackgroundDatabase database;
  private final GenerationStore generations;
  private final GenerationTableStore tables;

  ExpiredGenerations(Projections projections, BackgroundDatabase database) {
    this.projections = projections;
    this.database = database;
    generations = new GenerationStore(database.db());
    tables = new GenerationTableStore(database.db());
  }

  void drop() {
    for (var generation : generations.expired()) {
      projections
          .find(generation.projection())
          .ifPresent(projection -> drop(projection, generation.number()));
    }
  }

  private void drop(Projection projection, int number) {
    try {
      database
          .transaction()
          .executeWithoutResult(
              status -> {
                tables.waitForLocks(LONGEST_WAIT);
                tables.drop(projection, Generation.beside(number));
              });
      log.info("Generation {} of {} was dropped", number, projection.name());
    } catch (RuntimeException e) {
      if (!Trouble.isLockRefused(e)) {
        throw e;
      }
      log.debug("Generation {} of {} is being read", number, projection.name());
    }
  }
}
