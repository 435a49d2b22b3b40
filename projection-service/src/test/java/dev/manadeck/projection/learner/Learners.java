package dev.manadeck.projection.learner;

import dev.manadeck.projection.runtime.Projection;

/** The projection of learners, for tests of other packages. */
public final class Learners {
  private Learners() {}

  public static Projection projection() {
    return LearnerProjection.projection();
  }
}
