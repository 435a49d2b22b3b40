package dev.manadeck.web.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/** Verifies EdDSA with the JDK's own Ed25519; Nimbus would need another library for it. */
final class Ed25519 extends BaseJWSProvider implements JWSVerifier {
  private static final int KEY_BYTES = 32;

  private final PublicKey key;

  Ed25519(PublicKey key) {
    super(Set.of(JWSAlgorithm.EdDSA));
    this.key = key;
  }

  /** RFC 8032, 5.1.3: y in little-endian order; the highest bit is the sign of x. */
  static PublicKey publicKey(byte[] encoded) throws JOSEException {
    if (encoded.length != KEY_BYTES) {
      throw new JOSEException("Expected a key of 32 bytes, but got " + encoded.length);
    }
    byte[] bigEndian = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      bigEndian[i] = encoded[KEY_BYTES - 1 - i];
    }
    boolean isXOdd = bigEndian[0] < 0;
    bigEndian[0] &= 0x7f;
    var point = new EdECPoint(isXOdd, new BigInteger(1, bigEndian));
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    } catch (GeneralSecurityException unusable) {
      throw new JOSEException("The published key is not a point of the curve", unusable);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
    if (header.getCriticalParams() != null) {
      return false;
    }
    try {
      Signature verification = Signature.getInstance("Ed25519");
      verification.initVerify(key);
      verification.update(signed);
      return verification.verify(signature.decode());
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException unusable) {
      throw new JOSEException("The published key cannot verify", unusable);
    }
  }
}
