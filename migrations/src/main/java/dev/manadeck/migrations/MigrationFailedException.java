package dev.manadeck.migrations;

/** The schema is not up to date. The message tells an operator in a line what to do. */
public final class MigrationFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why nothing, or not all, was migrated. */
  public enum Reason {
    /** The database did not answer within the time that was given to it. */
    UNREACHABLE,
    /** The database, its roles or the files are not as they have to be; nothing was changed. */
    REFUSED,
    /** A statement failed. Files before the one that it stands in are applied. */
    BROKEN
  }

  private MigrationFailedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  private MigrationFailedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static MigrationFailedException unreachable(String message, Throwable cause) {
    return new MigrationFailedException(Reason.UNREACHABLE, message, cause);
  }

  static MigrationFailedException refused(String message) {
    return new MigrationFailedException(Reason.REFUSED, message);
  }

  static MigrationFailedException broken(Throwable cause) {
    return new MigrationFailedException(Reason.BROKEN, String.valueOf(cause.getMessage()), cause);
  }

  public Reason reason() {
    return reason;
  }
}
