package dev.manadeck.migrations;

import java.util.List;

/**
 * The schema is up to date.
 *
 * @param version of the schema, which is newer than the newest migration known here if a later
 *     release was at work
 * @param applied the files that this run applied, in order
 */
public record Migrated(String version, List<String> applied) {
  public Migrated {
    applied = List.copyOf(applied);
  }
}
