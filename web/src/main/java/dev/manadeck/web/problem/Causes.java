package dev.manadeck.web.problem;

import java.util.Objects;
import java.util.stream.Stream;

/** An exception and what caused it, outermost first. */
final class Causes {
  private static final int DEEPEST = 32;

  private Causes() {}

  static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }
}
