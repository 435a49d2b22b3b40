package dev.manadeck.web.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Remembers verified tokens, since checking a signature costs more than most requests. A token is
 * never believed from memory past its expiry; one that failed is checked anew every time.
 */
final class VerifiedTokens implements AuthenticationManager {
  private final TokenVerifier verifier;
  private final InstantSource clock;
  private final Cache<String, CallerAuthentication> verified;

  VerifiedTokens(TokenVerifier verifier, InstantSource clock, AuthProperties properties) {
    this.verifier = verifier;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(properties.tokenCacheSize())
            .expireAfterWrite(properties.tokenCacheDuration())
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Authentication authenticate(Authentication request) {
    return authenticate(((BearerTokenAuthenticationToken) request).getToken());
  }

  CallerAuthentication authenticate(String token) {
    CallerAuthentication known = verified.getIfPresent(token);
    if (known != null && !known.isExpiredAt(clock.instant())) {
      return known;
    }
    CallerAuthentication fresh = verifier.verify(token);
    verified.put(token, fresh);
    return fresh;
  }
}
