package dev.manadeck.projection.freshness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.events.DeckId;
import dev.manadeck.projection.runtime.ParkedEventQueries;
import dev.manadeck.projection.runtime.Projection;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    var key = deckId.toString().getBytes(UTF_8);
    Set<String> parked =
        Arrays.stream(names)
            .filter(name -> isParked(name, key))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!parked.isEmpty()) {
      response.setHeader(HEADER, String.join(", ", parked));
    }
  }

  private boolean isParked(String name, byte[] key) {
    var projection = projections.get(name);
    if (projection == null) {
      throw new IllegalStateException("There is no projection " + name);
    }
    return projection.topics().stream().anyMatch(topic -> parkedEvents.isParked(name, topic, key));
  }
}
