package dev.manadeck.local.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An Ed25519 key pair in the form of a JSON Web Key (RFC 8037). */
public final class SigningKey {
  private static final String ED25519 = "Ed25519";
  private static final int PUBLIC_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String publicKey;
  private final String secret;
  private final String id;

  private SigningKey(String publicKey, String secret) {
    this.publicKey = publicKey;
    this.secret = secret;
    this.id = thumbprint(publicKey);
  }

  static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      byte[] encoded = pair.getPublic().getEncoded();
      // The encoding ends with the bare key, whatever stands before it.
      byte[] bare = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
      return new SigningKey(BASE64.encodeToString(bare), BASE64.encodeToString(seed));
    } catch (GeneralSecurityException e) {
      throw unknownToTheJdk(e);
    }
  }

  static SigningKey fromJwk(JsonNode jwk) {
    return new SigningKey(jwk.required("x").asString(), jwk.required("d").asString());
  }

  String id() {
    return id;
  }

  Map<String, String> publicJwk() {
    Map<String, String> jwk = new LinkedHashMap<>();
    jwk.put("kty", "OKP");
    jwk.put("crv", ED25519);
    jwk.put("use", "sig");
    jwk.put("alg", "EdDSA");
    jwk.put("kid", id);
    jwk.put("x", publicKey);
    return jwk;
  }

  Map<String, String> jwk() {
    Map<String, String> jwk = publicJwk();
    jwk.put("d", secret);
    return jwk;
  }

  byte[] sign(byte[] message) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(ED25519)
              .generatePrivate(
                  new EdECPrivateKeySpec(
                      NamedParameterSpec.ED25519, Base64.getUrlDecoder().decode(secret)));
      Signature signature = Signature.getInstance(ED25519);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw unknownToTheJdk(e);
    }
  }

  /** RFC 7638: the digest of the required members in their order. */
  private static String thumbprint(String publicKey) {
    String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}".formatted(publicKey);
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(members.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw unknownToTheJdk(e);
    }
  }

  private static IllegalStateException unknownToTheJdk(GeneralSecurityException e) {
    return new IllegalStateException("Expected a JDK with Ed25519 and SHA-256", e);
  }
}
