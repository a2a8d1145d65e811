package dev.tallystick.party;

import dev.tallystick.events.json.Base64Url;
import dev.tallystick.tlog.Hash;
import java.util.random.RandomGenerator;

/** The 32 random bytes that keep a digest from being guessed. */
final class Salts {
  static final int SIZE = 32;

  private Salts() {}

  static Hash draw(RandomGenerator random) {
    byte[] salt = new byte[SIZE];
    random.nextBytes(salt);
    return Hash.takeOwnershipOf(salt);
  }

  static byte[] parse(String text) {
    byte[] salt = Base64Url.decode32(text);
    if (salt == null) {
      throw new IllegalFieldException("salt", "is 32 bytes in base64url");
    }
    return salt;
  }
}
