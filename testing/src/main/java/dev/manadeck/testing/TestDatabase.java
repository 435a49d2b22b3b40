package dev.manadeck.testing;

/** How to connect to a database as a superuser. */
public record TestDatabase(String host, int port, String name, String username, String password) {

  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
  }
}
