package dev.manadeck.projection.freshness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.events.DeckId;
import dev.manadeck.projection.runtime.ParkedEventQueries;
import dev.manadeck.projection.runtime.Projections;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;

/** Says of an answer that it is older than the log: an event of the deck could not be applied. */
public final class ParkedNotice {
  private static final String HEADER = "Manadeck-Parked";

  private final Projections projections;
  private final ParkedEventQueries parkedEvents;

  ParkedNotice(Projections projections, ParkedEventQueries parkedEvents) {
    this.projections = projections;
    this.parkedEvents = parkedEvents;
  }

  /**
   * @param names of the projections that the answer is read from
   */
  public void give(HttpServletResponse response, DeckId deckId, String... names) {
    var parked =
        parkedEvents.withoutAllOf(
            deckId.toString().getBytes(UTF_8), Arrays.stream(names).map(projections::get).toList());
    if (!parked.isEmpty()) {
      response.setHeader(HEADER, String.join(", ", parked));
    }
  }
}
