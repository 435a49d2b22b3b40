package dev.manadeck.web.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The published keys that may have signed a token. Only public keys can verify, never a secret. */
final class VerificationKeys implements JWSKeySelector<SecurityContext> {
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.ES256, JWSAlgorithm.RS256);

  private final JWKSource<SecurityContext> published;

  VerificationKeys(JWKSource<SecurityContext> published) {
    this.published = published;
  }

  @Override
  public List<Key> selectJWSKeys(JWSHeader header, SecurityContext context)
      throws KeySourceException {
    if (!ALGORITHMS.contains(header.getAlgorithm())) {
      return List.of();
    }
    var selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
    return published.get(selector, context).stream().flatMap(VerificationKeys::publicKey).toList();
  }

  private static Stream<Key> publicKey(JWK published) {
    try {
      return switch (published) {
        case RSAKey rsa -> Stream.of(rsa.toRSAPublicKey());
        case ECKey ec when ec.getCurve().equals(Curve.P_256) -> Stream.of(ec.toECPublicKey());
        case OctetKeyPair okp when okp.getCurve().equals(Curve.Ed25519) ->
            Stream.of(Ed25519.publicKey(okp.getDecodedX()));
        default -> Stream.empty();
      };
    } catch (JOSEException unusable) {
      return Stream.empty();
    }
  }
}
