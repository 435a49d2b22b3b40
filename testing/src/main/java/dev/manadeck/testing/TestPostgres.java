package dev.manadeck.testing;

/** PostgreSQL for tests: one server a JVM, which starts when it is first asked for. */
public final class TestPostgres {

  private TestPostgres() {}

  /** A new, empty database on the shared server, with the rights of a superuser. */
  public static TestDatabase newDatabase() {
    return Shared.SERVER.newDatabase();
  }

  /** A running server for one test alone, which must close it. */
  public static PostgresServer startDedicated() {
    PostgresServer server = Engine.chosen().newPostgres();
    server.start();
    return server;
  }

  private static final class Shared {
    private static final PostgresServer SERVER = startDedicated();
  }
}
