package dev.manadeck.bench.subject;

import dev.manadeck.bench.log.LogEnds;
import dev.manadeck.bench.log.LogPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How far the projections have come, as the database says. Confined to one thread. */
public final class Positions implements AutoCloseable {
  private static final String LIVE =
      """
      SELECT name, topic, partition, next_offset
      FROM projection.projections
      JOIN projection.positions
        ON positions.projection = projections.name
        AND positions.generation = projections.live_generation
      """;

  private final Connection database;
  private final LogEnds log;

  public Positions(OwnSystem system) {
    database = system.openDatabase();
    log = new LogEnds(system.bootstrapServers());
  }

  /** Events behind the end of the log, by projection; of those that have begun. */
  public Map<String, Long> lags() {
    return lags(log.now());
  }

  /** The same for an end that was asked for before. */
  public Map<String, Long> lags(Map<LogPlace, Long> ends) {
    Map<String, Long> lags = new TreeMap<>();
    now()
        .forEach(
            (projection, places) ->
                lags.put(
                    projection,
                    places.entrySet().stream()
                        .mapToLong(
                            place ->
                                Math.max(
                                    0, ends.getOrDefault(place.getKey(), 0L) - place.getValue()))
                        .sum()));
    return lags;
  }

  public Map<LogPlace, Long> ends() {
    return log.now();
  }

  /** Of the projection that is behind most. */
  public static long largest(Collection<Long> lags) {
    return lags.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private Map<String, Map<LogPlace, Long>> now() {
    try (PreparedStatement statement = database.prepareStatement(LIVE);
        ResultSet row = statement.executeQuery()) {
      Map<String, Map<LogPlace, Long>> positions = new HashMap<>();
      while (row.next()) {
        positions
            .computeIfAbsent(row.getString("name"), _ -> new HashMap<>())
            .put(
                new LogPlace(row.getString("topic"), row.getInt("partition")),
                row.getLong("next_offset"));
      }
      return positions;
    } catch (SQLException e) {
      throw new IllegalStateException("The positions cannot be read", e);
    }
  }

  @Override
  public void close() {
    log.close();
    try {
      database.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
