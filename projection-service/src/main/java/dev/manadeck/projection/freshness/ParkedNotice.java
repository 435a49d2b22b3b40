package dev.manadeck.projection.freshness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.events.DeckId;
import dev.manadeck.projection.runtime.ParkedEventQueries;
import dev.manadeck.projection.runtime.Projection;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says of an answer that it is older than the log: an event of the deck could not be applied. */
public final class ParkedNotice {
  private static final String HEADER = "Manadeck-Parked";

  private final Map<String, Projection> projections;
  private final ParkedEventQueries parkedEvents;

  ParkedNotice(List<Projection> projections, ParkedEventQueries parkedEvents) {
    this.projections =
        projections.stream().collect(Collectors.toMap(Projection::name, projection -> projection));
    this.parkedEvents = parkedEvents;
  }

  /**
   * @param names of the projections that the answer is read from
   */
  public void give(HttpServletResponse response, DeckId deckId, String... names) {
    var parked =
        parkedEvents.withoutAllOf(
            deckId.toString().getBytes(UTF_8), Arrays.stream(names).map(this::projection).toList());
    if (!parked.isEmpty()) {
      response.setHeader(HEADER, String.join(", ", parked));
    }
  }

  private Projection projection(String name) {
    var projection = projections.get(name);
    if (projection == null) {
      throw new IllegalStateException("There is no projection " + name);
    }
    return projection;
  }
}
