package dev.manadeck.web.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.manadeck.events.UserId;
import java.text.ParseException;
import java.util.Collection;
import java.util.Date;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Turns a token into the caller it stands for, or says why it stands for nobody. */
final class TokenVerifier {
  /** A token bound to a key of the client's would need a proof that nothing here checks. */
  private static final Set<String> PROHIBITED_CLAIMS = Set.of("cnf");

  private static final Set<String> REQUIRED_CLAIMS = Set.of("sub", "exp");

  private final DefaultJWTProcessor<SecurityContext> jwts = new DefaultJWTProcessor<>();

  TokenVerifier(JWKSource<SecurityContext> published, AuthProperties properties) {
    var claims =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            Set.of(properties.audience()),
            new JWTClaimsSet.Builder().issuer(properties.issuer()).build(),
            REQUIRED_CLAIMS,
            PROHIBITED_CLAIMS);
    claims.setMaxClockSkew(Math.toIntExact(properties.clockSkew().toSeconds()));
    jwts.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    jwts.setJWSKeySelector(new VerificationKeys(published));
    jwts.setJWSVerifierFactory(new SignatureVerifiers());
    jwts.setJWTClaimsSetVerifier(claims);
  }

  /**
   * @throws InvalidBearerTokenException if the token is not good
   * @throws KeysUnavailableException if nobody can tell, because no key was ever fetched
   */
  CallerAuthentication verify(String token) {
    JWTClaimsSet claims = verifiedClaims(token);
    Date expiry = claims.getExpirationTime();
    if (expiry == null) {
      throw new InvalidBearerTokenException("The token has no exp");
    }
    boolean isAdmin = hasRole(claims, "admin");
    boolean isOperator = hasRole(claims, "operator");
    return new CallerAuthentication(
        new Caller(userId(claims.getSubject()), isAdmin, isOperator), expiry.toInstant());
  }

  /** Some malformed tokens make Nimbus's parser fail with a {@code NullPointerException}. */
  private JWTClaimsSet verifiedClaims(String token) {
    try {
      return jwts.process(token, null);
    } catch (ExpiredJWTException expired) {
      throw new InvalidBearerTokenException("The token has expired", expired);
    } catch (BadJWTException refused) {
      throw new InvalidBearerTokenException("A claim of the token is not acceptable", refused);
    } catch (BadJOSEException refused) {
      throw new InvalidBearerTokenException("The token is not signed by a known key", refused);
    } catch (KeySourceException unavailable) {
      throw new KeysUnavailableException(unavailable);
    } catch (JOSEException | ParseException | RuntimeException unreadable) {
      throw new InvalidBearerTokenException("The token cannot be read", unreadable);
    }
  }

  private static UserId userId(@Nullable String subject) {
    try {
      return new UserId(Objects.requireNonNullElse(subject, ""));
    } catch (IllegalArgumentException notAUserId) {
      throw new InvalidBearerTokenException("The token's sub is not a user id", notAUserId);
    }
  }

  private static boolean hasRole(JWTClaimsSet claims, String role) {
    return names(claims.getClaim("role"), role) || names(claims.getClaim("roles"), role);
  }

  private static boolean names(@Nullable Object claim, String role) {
    return role.equals(claim) || claim instanceof Collection<?> roles && roles.contains(role);
  }
}
