package dev.tallystick.party;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** The 32 random bytes that keep a digest from being guessed. */
final class Salts {
  static final int SIZE = 32;

  private Salts() {}

  static String draw(RandomGenerator random) {
    byte[] salt = new byte[SIZE];
    random.nextBytes(salt);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
  }

  static byte[] parse(String text) {
    try {
      byte[] salt = Base64.getUrlDecoder().decode(text);
      if (salt.length == SIZE
          && Base64.getUrlEncoder().withoutPadding().encodeToString(salt).equals(text)) {
        return salt;
      }
    } catch (IllegalArgumentException e) {
      // Told below, like a salt of another length.
    }
    throw new IllegalFieldException("salt", "is 32 bytes in base64url");
  }
}
