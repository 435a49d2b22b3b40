package dev.manadeck.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes each file as it is applied, so that an operator sees how far a run came that breaks. */
final class AppliedScripts extends BaseCallback {
  private static final Logger LOG = LoggerFactory.getLogger(AppliedScripts.class);

  private final List<String> names = new ArrayList<>();

  List<String> names() {
    return names;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public void handle(Event event, Context context) {
    MigrationInfo migration = Objects.requireNonNull(context.getMigrationInfo());
    names.add(migration.getScript());
    LOG.info("applied {}", migration.getScript());
  }
}
