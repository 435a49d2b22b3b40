package dev.manadeck.command.recent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** 128 bits that stand for one thing: two things never meet in one key by chance. */
public record Key(long high, long low) {
  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Key::sha256);

  public static Key of(UUID first, UUID second) {
    return new Key(
        mix(first.getMostSignificantBits()) + second.getMostSignificantBits(),
        mix(first.getLeastSignificantBits()) + second.getLeastSignificantBits());
  }

  public static Key of(String first, String second) {
    var sha = SHA_256.get();
    sha.update(first.getBytes(UTF_8));
    sha.update((byte) 0);
    var hash = ByteBuffer.wrap(sha.digest(second.getBytes(UTF_8)));
    return new Key(hash.getLong(), hash.getLong());
  }

  private static long mix(long value) {
    var mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    return (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
