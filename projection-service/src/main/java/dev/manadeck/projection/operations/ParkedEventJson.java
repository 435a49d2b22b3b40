package dev.manadeck.projection.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.manadeck.projection.runtime.ParkedEventQueries.Header;
import dev.manadeck.projection.runtime.ParkedEventQueries.ParkedEvent;
import dev.manadeck.projection.runtime.ParkedEventQueries.WholeEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parked event as it is answered when it is asked for alone. */
record ParkedEventJson(
    @JsonUnwrapped ParkedEvent event, List<Header> headers, @Nullable String payload) {
  static ParkedEventJson of(WholeEvent whole) {
    return new ParkedEventJson(whole.event(), whole.headers(), whole.payload());
  }
}
