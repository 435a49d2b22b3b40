package dev.manadeck.local.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LocalTokensTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;

  @Test
  void signsTokensThatTheKeySetVerifies() throws Exception {
    LocalKeys keys = new LocalKeys(folder);

    String token = new LocalTokens(keys.ensure()).sign("alice", List.of(), NOW, HOUR);

    JsonNode key = JsonMapper.shared().readTree(Files.readString(keys.jwksFile())).at("/keys/0");
    assertThat(key.required("kty").asString()).isEqualTo("OKP");
    assertThat(key.required("crv").asString()).isEqualTo("Ed25519");
    assertThat(part(token, 0).required("kid").asString()).isEqualTo(key.required("kid").asString());
    assertThat(part(token, 0).required("alg").asString()).isEqualTo("EdDSA");
    assertThat(isSignedBy(key, token)).isTrue();
    assertThat(isSignedBy(key, token.replaceFirst("\\.", ".e"))).isFalse();
  }

  @Test
  void saysWhoForWhomAndHowLong() throws Exception {
    String token =
        new LocalTokens(new LocalKeys(folder).ensure())
            .sign("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ", List.of("admin"), NOW, HOUR);

    JsonNode claims = part(token, 1);
    assertThat(claims.required("iss").asString()).isEqualTo("manadeck-local");
    assertThat(claims.required("aud").asString()).isEqualTo("manadeck");
    assertThat(claims.required("sub").asString()).isEqualTo("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ");
    assertThat(claims.required("iat").asLong()).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.required("exp").asLong()).isEqualTo(NOW.plus(HOUR).getEpochSecond());
    assertThat(claims.at("/roles/0").asString()).isEqualTo("admin");
  }

  @Test
  void keepsItsKeys() {
    SigningKey first = new LocalKeys(folder).ensure();
    SigningKey second = new LocalKeys(folder).ensure();

    assertThat(second.jwk()).isEqualTo(first.jwk());
  }

  @Test
  void makesTheKeySetAnewFromTheKey() throws Exception {
    LocalKeys keys = new LocalKeys(folder);
    keys.ensure();
    String keySet = Files.readString(keys.jwksFile());
    Files.delete(keys.jwksFile());

    keys.ensure();

    assertThat(keys.jwksFile()).hasContent(keySet);
  }

  @Test
  void keepsTheSecretToItsOwner() throws Exception {
    new LocalKeys(folder.resolve("auth")).ensure();

    Path auth = folder.resolve("auth");
    assertThat(permissions(auth)).isEqualTo("rwx------");
    assertThat(permissions(auth.resolve("key.json"))).isEqualTo("rw-------");
    assertThat(Files.readString(auth.resolve("jwks.json"))).doesNotContain("\"d\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb"})
  void refusesWhatIsNoUserId(String user) {
    LocalTokens tokens = new LocalTokens(new LocalKeys(folder).ensure());

    assertThatThrownBy(() -> tokens.sign(user, List.of(), NOW, HOUR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesUserIdsOfUpTo64Characters() {
    LocalTokens tokens = new LocalTokens(new LocalKeys(folder).ensure());

    assertThat(tokens.sign("u".repeat(64), List.of(), NOW, HOUR)).isNotEmpty();
    assertThatThrownBy(() -> tokens.sign("u".repeat(65), List.of(), NOW, HOUR))
        .hasMessageContaining("64");
  }

  private static JsonNode part(String token, int index) {
    return JsonMapper.shared().readTree(decoded(token.split("\\.")[index]));
  }

  private static boolean isSignedBy(JsonNode jwk, String token) throws Exception {
    int end = token.lastIndexOf('.');
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(publicKey(decoded(jwk.required("x").asString())));
    signature.update(token.substring(0, end).getBytes(UTF_8));
    return signature.verify(decoded(token.substring(end + 1)));
  }

  /** RFC 8032: little-endian y, with the lowest bit of x in the highest bit. */
  private static PublicKey publicKey(byte[] littleEndian) throws Exception {
    byte[] y = new byte[littleEndian.length];
    IntStream.range(0, y.length).forEach(i -> y[i] = littleEndian[y.length - 1 - i]);
    boolean isOdd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(isOdd, new BigInteger(1, y))));
  }

  private static byte[] decoded(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
