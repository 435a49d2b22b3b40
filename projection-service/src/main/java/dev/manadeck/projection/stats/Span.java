package dev.manadeck.projection.stats;

import dev.manadeck.projection.runtime.Columns;
import java.time.Instant;

/** When the first and the last of some events happened. */
record Span(Instant first, Instant last) {
  static final Columns<Span> COLUMNS =
      Columns.<Span>none()
          .instant("created_at", Span::first)
          .earliest()
          .instant("updated_at", Span::last)
          .latest();

  static Span of(Instant instant) {
    return new Span(instant, instant);
  }

  Span and(Instant instant) {
    return new Span(
        instant.isBefore(first) ? instant : first, instant.isAfter(last) ? instant : last);
  }
}
