package dev.manadeck.migrations;

import dev.manadeck.testing.TestDatabase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How tests call the runner: every role has a password, the same in all tests of a server. */
final class TestSettings {
  private static final Duration MAX_WAIT = Duration.ofMinutes(2);

  private TestSettings() {}

  static Settings asAdministrator(TestDatabase database) {
    return as(database, database.username(), database.password());
  }

  static Settings as(TestDatabase database, String user, String password) {
    return new Settings(database.jdbcUrl(), user, password, rolePasswords(), MAX_WAIT);
  }

  static Map<Role, String> rolePasswords() {
    Map<Role, String> passwords = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      passwords.put(role, passwordOf(role));
    }
    return passwords;
  }

  static String passwordOf(Role role) {
    return "it's the password of " + role.roleName();
  }
}
