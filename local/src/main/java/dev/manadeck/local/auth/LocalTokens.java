package dev.manadeck.local.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Signs tokens that the services of this machine accept. */
public final class LocalTokens {
  public static final String ISSUER = "manadeck-local";
  public static final String AUDIENCE = "manadeck";

  private static final int LONGEST_USER_ID = 64;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SigningKey key;

  public LocalTokens(SigningKey key) {
    this.key = key;
  }

  /**
   * @throws IllegalArgumentException if nobody can have that user id, or the time is none
   */
  public String sign(String user, List<String> roles, Instant now, Duration timeToLive) {
    requireUserId(user);
    if (!timeToLive.isPositive()) {
      throw new IllegalArgumentException(
          "Expected a time to live of at least a second, but got " + timeToLive);
    }
    String signed =
        encoded(Map.of("alg", "EdDSA", "typ", "JWT", "kid", key.id()))
            + "."
            + encoded(claims(user, roles, now, timeToLive));
    return signed + "." + BASE64.encodeToString(key.sign(signed.getBytes(UTF_8)));
  }

  private static Map<String, Object> claims(
      String user, List<String> roles, Instant now, Duration timeToLive) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("aud", AUDIENCE);
    claims.put("sub", user);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(timeToLive).getEpochSecond());
    if (!roles.isEmpty()) {
      claims.put("roles", roles);
    }
    return claims;
  }

  private static String encoded(Map<String, ?> part) {
    return BASE64.encodeToString(JSON.writeValueAsBytes(part));
  }

  private static void requireUserId(String user) {
    if (user.isBlank() || user.length() > LONGEST_USER_ID) {
      throw new IllegalArgumentException(
          "Expected a user id of 1 to %d characters, but got %d"
              .formatted(LONGEST_USER_ID, user.length()));
    }
    if (user.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "Expected a user id without control characters, but it has some");
    }
  }
}
