package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

public record ReviewId(@JsonValue UUID value) implements Comparable<ReviewId> {
  public ReviewId {
    Objects.requireNonNull(value);
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID in its canonical form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ReviewId of(String text) {
    return new ReviewId(CanonicalUuid.parse(text));
  }

  @Override
  public int compareTo(ReviewId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
