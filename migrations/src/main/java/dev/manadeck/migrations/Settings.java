package dev.manadeck.migrations;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Which database to migrate, and as whom.
 *
 * @param user an administrator, who may create the three roles, or where they exist already,
 *     somebody who may become their owner
 * @param rolePasswords needed for each role that does not exist yet; those of existing roles are
 *     set anew if the user may do so
 * @param maxWait how long to go on trying while the database does not answer
 */
public record Settings(
    String url,
    String user,
    @Nullable String password,
    Map<Role, String> rolePasswords,
    Duration maxWait) {

  public static final Duration DEFAULT_MAX_WAIT = Duration.ofSeconds(60);

  public Settings {
    if (Driver.parseURL(url, null) == null) {
      throw new IllegalArgumentException(
          "Expected a URL such as jdbc:postgresql://HOST:PORT/DATABASE, but got another one");
    }
    if (maxWait.isNegative()) {
      throw new IllegalArgumentException(
          "Expected a wait that is not negative, but it is " + maxWait);
    }
    rolePasswords = Map.copyOf(rolePasswords);
  }

  /** Without the passwords; the URL may hold one too. */
  @Override
  public String toString() {
    return "Settings[user=%s, maxWait=%s]".formatted(user, maxWait);
  }
}
