package dev.manadeck.web.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A token issuer for tests: one key pair, its key set on a loopback port, and tokens to order. */
public final class TestTokens implements AutoCloseable {
  private static final String ISSUER = "manadeck-test";
  private static final String AUDIENCE = "manadeck";
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final SigningKey key = SigningKey.edDsa("test-key");
  private final KeyServer server = KeyServer.publishing(key);

  private TestTokens() {}

  public static TestTokens start() {
    return new TestTokens();
  }

  /** What a service must be configured with to accept these tokens. */
  public Map<String, String> properties() {
    return Map.of(
        "manadeck.auth.jwks-uri", server.jwksUri().toString(),
        "manadeck.auth.issuer", ISSUER,
        "manadeck.auth.audience", AUDIENCE);
  }

  public String token(String userId, String... roles) {
    return token(Map.of("sub", userId, "roles", List.of(roles)));
  }

  /** With the given claims besides, or in place of, the usual ones. */
  public String token(Map<String, ?> claims) {
    Map<String, Object> all = new HashMap<>();
    all.put("iss", ISSUER);
    all.put("aud", AUDIENCE);
    all.put("exp", Instant.now().plus(LIFETIME).getEpochSecond());
    all.putAll(claims);
    return key.sign(all);
  }

  /** The value of the header {@code Authorization}. */
  public String bearer(String userId, String... roles) {
    return "Bearer " + token(userId, roles);
  }

  @Override
  public void close() {
    server.close();
  }
}
