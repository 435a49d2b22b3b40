package dev.manadeck.projection.stats;

import java.time.Instant;

/** When the first and the last of some events happened. */
record Span(Instant first, Instant last) {

  static Span of(Instant instant) {
    return new Span(instant, instant);
  }

  Span and(Instant instant) {
    return new Span(
        instant.isBefore(first) ? instant : first, instant.isAfter(last) ? instant : last);
  }
}
