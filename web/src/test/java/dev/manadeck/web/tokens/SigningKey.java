package dev.manadeck.web.tokens;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A token issuer's key pair. Written on the JDK alone, so that it shares no bug with the code. */
public final class SigningKey {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String id;
  private final String algorithm;
  private final KeyPair pair;
  private final String signatureName;
  private final Map<String, String> publicPart;

  private SigningKey(
      String id,
      String algorithm,
      KeyPair pair,
      String signatureName,
      Map<String, String> publicPart) {
    this.id = id;
    this.algorithm = algorithm;
    this.pair = pair;
    this.signatureName = signatureName;
    this.publicPart = publicPart;
  }

  public static SigningKey edDsa(String id) {
    KeyPair pair = generate("Ed25519", 0);
    byte[] spki = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
    return new SigningKey(
        id,
        "EdDSA",
        pair,
        "Ed25519",
        Map.of("kty", "OKP", "crv", "Ed25519", "x", BASE64.encodeToString(raw)));
  }

  public static SigningKey es256(String id) {
    KeyPair pair = generate("EC", 256);
    var point = ((ECPublicKey) pair.getPublic()).getW();
    return new SigningKey(
        id,
        "ES256",
        pair,
        "SHA256withECDSAinP1363Format",
        Map.of(
            "kty",
            "EC",
            "crv",
            "P-256",
            "x",
            BASE64.encodeToString(unsigned(point.getAffineX(), 32)),
            "y",
            BASE64.encodeToString(unsigned(point.getAffineY(), 32))));
  }

  public static SigningKey rs256(String id) {
    KeyPair pair = generate("RSA", 2048);
    var key = (RSAPublicKey) pair.getPublic();
    return new SigningKey(
        id,
        "RS256",
        pair,
        "SHA256withRSA",
        Map.of(
            "kty", "RSA",
            "n", BASE64.encodeToString(unsigned(key.getModulus(), 256)),
            "e", BASE64.encodeToString(key.getPublicExponent().toByteArray())));
  }

  /** The same key pair, used as its algorithm does not foresee. */
  public SigningKey misusedAs(String algorithm, String signatureName) {
    return new SigningKey(id, algorithm, pair, signatureName, publicPart);
  }

  public String algorithm() {
    return algorithm;
  }

  public String id() {
    return id;
  }

  public byte[] encodedPublicKey() {
    return pair.getPublic().getEncoded();
  }

  public Map<String, String> published() {
    Map<String, String> jwk = new LinkedHashMap<>(publicPart);
    jwk.put("kid", id);
    jwk.put("use", "sig");
    return jwk;
  }

  public String sign(Map<String, ?> claims) {
    return sign(Map.of("alg", algorithm, "kid", id, "typ", "JWT"), claims);
  }

  public String sign(Map<String, ?> header, Map<String, ?> claims) {
    String content = unsigned(header, claims);
    try {
      Signature signature = Signature.getInstance(signatureName);
      signature.initSign(pair.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static String unsigned(Map<String, ?> header, Map<String, ?> claims) {
    return encoded(header) + "." + encoded(claims);
  }

  private static String encoded(Map<String, ?> object) {
    return BASE64.encodeToString(JSON.writeValueAsBytes(object));
  }

  private static byte[] unsigned(BigInteger number, int bytes) {
    byte[] signed = number.toByteArray();
    byte[] fixed = new byte[bytes];
    int length = Math.min(signed.length, bytes);
    System.arraycopy(signed, signed.length - length, fixed, bytes - length, length);
    return fixed;
  }

  private static KeyPair generate(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (size > 0) {
        generator.initialize(size);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
