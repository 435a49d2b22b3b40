package dev.manadeck.web.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.events.UserId;
import dev.manadeck.web.tokens.KeyServer;
import dev.manadeck.web.tokens.SigningKey;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class TokenVerifierTest {
  private static final SigningKey ED = SigningKey.edDsa("ed");
  private static final SigningKey EC = SigningKey.es256("ec");
  private static final SigningKey RSA = SigningKey.rs256("rsa");

  private final KeyServer issuer = KeyServer.publishing(ED, EC, RSA);
  private final TokenVerifier verifier = verifier(Duration.ofMinutes(5), Duration.ofHours(1));

  @AfterEach
  void stopIssuer() {
    issuer.close();
  }

  static Stream<SigningKey> keys() {
    return Stream.of(ED, EC, RSA);
  }

  static Map<String, Object> claims() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", "issuer");
    claims.put("aud", "audience");
    claims.put("sub", "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ");
    claims.put("exp", Instant.now().plusSeconds(600).getEpochSecond());
    return claims;
  }

  static Map<String, Object> claimsWith(String name, Object value) {
    Map<String, Object> claims = claims();
    claims.put(name, value);
    return claims;
  }

  private TokenVerifier verifier(Duration keyCacheDuration, Duration keyRefreshInterval) {
    var properties = properties(keyCacheDuration, keyRefreshInterval);
    try {
      return new TokenVerifier(PublishedKeys.fetchedAsOf(properties), properties);
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private AuthProperties properties(Duration keyCacheDuration, Duration keyRefreshInterval) {
    return new AuthProperties(
        issuer.jwksUri(),
        "issuer",
        "audience",
        Duration.ofSeconds(60),
        keyCacheDuration,
        keyRefreshInterval,
        Duration.ofSeconds(2),
        Duration.ofMinutes(5),
        100);
  }

  private void refuses(String token) {
    assertThatExceptionOfType(InvalidBearerTokenException.class)
        .isThrownBy(() -> verifier.verify(token));
  }

  @Nested
  class Accepts {
    @ParameterizedTest
    @MethodSource("dev.manadeck.web.caller.TokenVerifierTest#keys")
    void everyAlgorithm(SigningKey key) {
      CallerAuthentication verified = verifier.verify(key.sign(claims()));

      assertThat(verified.caller())
          .isEqualTo(new Caller(new UserId("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ"), false, false));
      assertThat(verified.getAuthorities()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.manadeck.web.caller.TokenVerifierTest#keys")
    void tokensThatDoNotNameTheirKey(SigningKey key) {
      verifier.verify(key.sign(Map.of("alg", key.algorithm()), claims()));
    }

    @Test
    void oneAudienceOfSeveral() {
      verifier.verify(ED.sign(claimsWith("aud", List.of("other", "audience"))));
    }

    @Test
    void accessTokensByType() {
      verifier.verify(ED.sign(Map.of("alg", "EdDSA", "typ", "at+jwt"), claims()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-50, 1})
    void expiryWithinTheClockSkew(long seconds) {
      verifier.verify(
          ED.sign(claimsWith("exp", Instant.now().plusSeconds(seconds).getEpochSecond())));
    }

    @Test
    void aSubjectOfSixtyFourCharacters() {
      String longest = "ü".repeat(64);
      assertThat(verifier.verify(ED.sign(claimsWith("sub", longest))).caller().userId().value())
          .isEqualTo(longest);
    }
  }

  @Nested
  class Roles {
    @ParameterizedTest
    @ValueSource(strings = {"role", "roles"})
    void anAdminIsAnOperatorToo(String claim) {
      var asText = verifier.verify(ED.sign(claimsWith(claim, "admin")));
      var inList = verifier.verify(ED.sign(claimsWith(claim, List.of("x", "admin"))));

      assertThat(List.of(asText, inList))
          .allSatisfy(
              verified -> {
                assertThat(verified.caller().isAdmin()).isTrue();
                assertThat(verified.caller().isOperator()).isTrue();
                assertThat(verified.getAuthorities())
                    .extracting(Object::toString)
                    .containsExactly("ROLE_ADMIN", "ROLE_OPERATOR");
              });
    }

    @Test
    void anOperatorIsNoAdmin() {
      var verified = verifier.verify(ED.sign(claimsWith("roles", List.of("operator"))));

      assertThat(verified.caller().isAdmin()).isFalse();
      assertThat(verified.getAuthorities())
          .extracting(Object::toString)
          .containsExactly("ROLE_OPERATOR");
    }

    @Test
    void othersAndOtherTypesMeanNothing() {
      for (Object roles : List.of("Admin", "admin operator", 7, Map.of("admin", true))) {
        var verified = verifier.verify(ED.sign(claimsWith("roles", roles)));
        assertThat(verified.getAuthorities()).isEmpty();
      }
    }
  }

  @Nested
  class Refuses {
    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "exp"})
    void aMissingClaim(String name) {
      Map<String, Object> claims = claims();
      claims.remove(name);
      refuses(ED.sign(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "exp"})
    void aNullClaim(String name) {
      refuses(ED.sign(claimsWith(name, null)));
    }

    @Test
    void wrongIssuersAndAudiences() {
      refuses(ED.sign(claimsWith("iss", "Issuer")));
      refuses(ED.sign(claimsWith("aud", "Audience")));
      refuses(ED.sign(claimsWith("aud", List.of("other"))));
      refuses(ED.sign(claimsWith("aud", List.of())));
    }

    @Test
    void expiredOnes() {
      refuses(ED.sign(claimsWith("exp", Instant.now().minusSeconds(61).getEpochSecond())));
      refuses(ED.sign(claimsWith("exp", 0)));
      refuses(ED.sign(claimsWith("exp", Long.MAX_VALUE)));
      refuses(ED.sign(claimsWith("exp", "tomorrow")));
    }

    @Test
    void thoseNotYetValid() {
      refuses(ED.sign(claimsWith("nbf", Instant.now().plusSeconds(120).getEpochSecond())));
    }

    @Test
    void subjectsThatAreNoUserIds() {
      refuses(ED.sign(claimsWith("sub", "")));
      refuses(ED.sign(claimsWith("sub", "x".repeat(65))));
      refuses(ED.sign(claimsWith("sub", "a\u0000b")));
      refuses(ED.sign(claimsWith("sub", "a\nb")));
    }

    @Test
    void tokensBoundToAKeyOfTheClient() {
      refuses(ED.sign(claimsWith("cnf", Map.of("jkt", "thumbprint"))));
    }

    @Test
    void unsignedOnes() {
      refuses(SigningKey.unsigned(Map.of("alg", "none"), claims()) + ".");
      refuses(SigningKey.unsigned(Map.of("alg", "none", "typ", "JWT"), claims()) + ".e30");
      refuses(SigningKey.unsigned(Map.of("alg", "EdDSA", "kid", "ed"), claims()) + ".");
    }

    @Test
    void thePublicKeyUsedAsASecret() throws Exception {
      for (SigningKey key : List.of(ED, EC, RSA)) {
        String content = SigningKey.unsigned(Map.of("alg", "HS256", "kid", key.id()), claims());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.encodedPublicKey(), "HmacSHA256"));
        byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        refuses(content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
      }
    }

    @ParameterizedTest
    @MethodSource("dev.manadeck.web.caller.TokenVerifierTest#keys")
    void tamperedOnes(SigningKey key) {
      String token = key.sign(claims());
      int dot = token.lastIndexOf('.');
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      signature[10] ^= 1;
      String signed = token.substring(0, dot + 1);
      refuses(signed + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
      refuses(signed);
      refuses(signed + "AAAA");
      refuses(signed + "A".repeat(86));

      String other = key.sign(claimsWith("sub", "mallory"));
      refuses(other.substring(0, other.lastIndexOf('.')) + token.substring(dot));
    }

    @Test
    void aKeyUnderAnotherAlgorithm() {
      refuses(RSA.misusedAs("RS512", "SHA512withRSA").sign(claims()));
      refuses(RSA.misusedAs("RS384", "SHA384withRSA").sign(claims()));
      refuses(ED.misusedAs("Ed25519", "Ed25519").sign(claims()));
      refuses(RSA.sign(Map.of("alg", "ES256", "kid", "rsa"), claims()));
      refuses(RSA.sign(Map.of("alg", "EdDSA", "kid", "ed"), claims()));
      refuses(ED.sign(Map.of("alg", "RS256", "kid", "rsa"), claims()));
    }

    @Test
    void strangersWhoUseAKnownKeyId() {
      refuses(SigningKey.edDsa("ed").sign(claims()));
      refuses(SigningKey.rs256("rsa").sign(claims()));
    }

    @Test
    void keysThatTheTokenBringsAlong() {
      SigningKey stranger = SigningKey.rs256("stranger");
      refuses(
          stranger.sign(
              Map.of("alg", "RS256", "kid", "stranger", "jwk", stranger.published()), claims()));
    }

    @Test
    void extensionsThatMustBeUnderstood() {
      for (SigningKey key : List.of(ED, EC, RSA)) {
        refuses(
            key.sign(Map.of("alg", key.algorithm(), "crit", List.of("exp"), "exp", 1), claims()));
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"x", "a.b", "a.b.c", "...", "e30.e30.e30", "a.b.c.d.e", "bnVsbA.e30.e30"})
    void whatIsNoToken(String text) {
      refuses(text);
    }
  }

  @Nested
  class Keys {
    @Test
    void thatAppearLaterAreFoundAtOnce() {
      verifier.verify(ED.sign(claims()));
      SigningKey rotated = SigningKey.edDsa("rotated");
      issuer.publish(rotated);

      verifier.verify(rotated.sign(claims()));

      refuses(ED.sign(claims()));
    }

    @Test
    void thatAreUnknownDoNotMakeUsFloodTheIssuer() {
      SigningKey stranger = SigningKey.edDsa("stranger");
      for (int i = 0; i < 20; i++) {
        refuses(stranger.sign(claims()));
      }

      verifier.verify(ED.sign(claims()));
      assertThat(issuer.requestCount()).isEqualTo(2);
    }

    @Test
    void staySafeFromAFloodOfUnknownOnesWhenTheCacheExpires() {
      TokenVerifier forgetful = verifier(Duration.ofMillis(1), Duration.ofHours(1));
      SigningKey stranger = SigningKey.edDsa("stranger");
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> forgetful.verify(stranger.sign(claims())))
            .isInstanceOf(InvalidBearerTokenException.class);
        forgetful.verify(ED.sign(claims()));
      }
      assertThat(issuer.requestCount()).isEqualTo(2);
    }

    @Test
    void stayInUseWhileTheIssuerIsDown() {
      TokenVerifier forgetful = verifier(Duration.ofMillis(1), Duration.ZERO);
      forgetful.verify(ED.sign(claims()));
      issuer.stop();

      for (int i = 0; i < 5; i++) {
        forgetful.verify(EC.sign(claims()));
        assertThatThrownBy(() -> forgetful.verify(SigningKey.edDsa("new").sign(claims())))
            .isInstanceOf(InvalidBearerTokenException.class);
      }
    }

    @Test
    void thatWereNeverFetchedLeaveTheQuestionOpenUntilTheIssuerIsBack() {
      TokenVerifier cold = verifier(Duration.ofMinutes(5), Duration.ZERO);
      issuer.stop();
      assertThatThrownBy(() -> cold.verify(ED.sign(claims())))
          .isInstanceOf(KeysUnavailableException.class);

      issuer.startAgain();

      cold.verify(ED.sign(claims()));
    }

    @Test
    void areNotNeededToRefuseWhatIsNoToken() {
      issuer.stop();
      refuses("x");
      refuses(SigningKey.unsigned(Map.of("alg", "none"), claims()) + ".");
    }
  }

  @Nested
  class Memory {
    private Instant now = Instant.now();
    private final InstantSource clock = () -> now;
    private final VerifiedTokens tokens =
        new VerifiedTokens(verifier, clock, properties(Duration.ofMinutes(5), Duration.ofHours(1)));

    @Test
    void holdsAVerifiedToken() {
      String token = ED.sign(claims());

      assertThat(tokens.authenticate(token)).isSameAs(tokens.authenticate(token));
    }

    @Test
    void doesNotOutliveTheTokensExpiry() {
      String token = ED.sign(claims());
      CallerAuthentication first = tokens.authenticate(token);

      now = first.expiresAt().minusMillis(1);
      assertThat(tokens.authenticate(token)).isSameAs(first);

      now = first.expiresAt();
      assertThat(tokens.authenticate(token)).isNotSameAs(first);
    }

    @Test
    void holdsNoTokenThatFailed() {
      var eager =
          new VerifiedTokens(
              verifier(Duration.ofMinutes(5), Duration.ZERO),
              clock,
              properties(Duration.ofMinutes(5), Duration.ZERO));
      SigningKey late = SigningKey.edDsa("late");
      String token = late.sign(claims());
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> eager.authenticate(token))
            .isInstanceOf(InvalidBearerTokenException.class);
      }

      issuer.publish(late);

      eager.authenticate(token);
    }
  }
}
