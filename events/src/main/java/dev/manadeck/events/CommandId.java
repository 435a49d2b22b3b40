package dev.manadeck.events;

/** What makes a command recognisable when it comes again; unique for one user. */
public record CommandId(String value) {
  public static final int MAX_LENGTH = 128;

  public CommandId {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "Expected a command id of 1 to %d characters, but got %d"
              .formatted(MAX_LENGTH, value.length()));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
