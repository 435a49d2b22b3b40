package dev.manadeck.web.caller;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys. They are fetched when first needed, again when they are old or a token names
 * an unknown one, but never more often than the refresh interval allows. Once known, they stay in
 * use for as long as newer ones cannot be had.
 */
final class PublishedKeys {
  private static final Logger log = LoggerFactory.getLogger(PublishedKeys.class);
  private static final int MAX_KEY_SET_BYTES = 1 << 20;

  private PublishedKeys() {}

  /**
   * Outage tolerance lies around the rate limit, unlike in Nimbus's own builder: otherwise a flood
   * of unknown keys would, at the moment the cache expires, lock out everybody.
   */
  static JWKSetBasedJWKSource<SecurityContext> fetchedAsOf(AuthProperties properties)
      throws MalformedURLException {
    int timeoutMillis = Math.toIntExact(properties.keyFetchTimeout().toMillis());
    var url =
        new URLBasedJWKSetSource<>(
            properties.jwksUri().toURL(),
            new DefaultResourceRetriever(timeoutMillis, timeoutMillis, MAX_KEY_SET_BYTES));
    var limited =
        new RateLimitedJWKSetSource<>(
            new Reported(url), properties.keyRefreshInterval().toMillis(), null);
    var tolerant =
        new OutageTolerantJWKSetSource<>(new LimitIsOutage(limited), Long.MAX_VALUE, null);
    Duration longestFetch = properties.keyFetchTimeout().multipliedBy(3);
    return new JWKSetBasedJWKSource<>(
        new CachingJWKSetSource<>(
            tolerant, properties.keyCacheDuration().toMillis(), longestFetch.toMillis(), null));
  }

  /** Tells operators when fetching fails, and when the keys have changed. */
  private static final class Reported extends JWKSetSourceWrapper<SecurityContext> {
    private volatile List<String> lastKeyIds = List.of();

    Reported(JWKSetSource<SecurityContext> source) {
      super(source);
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
        throws KeySourceException {
      JWKSet keys;
      try {
        keys = getSource().getJWKSet(refresh, now, context);
      } catch (KeySourceException failure) {
        log.warn("The token issuer's keys cannot be fetched: {}", failure.getMessage());
        throw failure;
      }
      List<String> keyIds =
          keys.getKeys().stream().map(JWK::getKeyID).map(Objects::toString).sorted().toList();
      if (!keyIds.equals(lastKeyIds)) {
        log.info("The token issuer's keys are now {}", keyIds);
        lastKeyIds = keyIds;
      }
      return keys;
    }
  }

  private static final class LimitIsOutage extends JWKSetSourceWrapper<SecurityContext> {
    LimitIsOutage(JWKSetSource<SecurityContext> source) {
      super(source);
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
        throws KeySourceException {
      try {
        return getSource().getJWKSet(refresh, now, context);
      } catch (RateLimitReachedException limit) {
        throw new JWKSetUnavailableException("The keys were asked for a moment ago", limit);
      }
    }
  }
}
