package dev.tallystick.vault.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.document.SealedWords;
import java.text.Normalizer;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * What somebody has written, with a salt, so that its digest in the log tells nothing to who can
 * guess the words: SHA-256("tallystick/text/v1" ‖ 0x00 ‖ canonical JSON of {salt, text}).
 */
public record SaltedText(String salt, String text) {
  private static final String PREFIX = "tallystick/text/v1\0";

  /** The text, in Unicode form C, with a new salt. */
  public static SaltedText of(String text, RandomGenerator random) {
    byte[] salt = new byte[Hash.SIZE];
    random.nextBytes(salt);
    return new SaltedText(
        Base64.getUrlEncoder().withoutPadding().encodeToString(salt),
        Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  public Hash digest() {
    return Hash.sha256(PREFIX.getBytes(US_ASCII), toBytes());
  }

  /** As it is sealed. */
  public byte[] toBytes() {
    return CanonicalJson.bytes(toJson());
  }

  /** Salt and text as members. */
  public JsonObject toJson() {
    return new SealedWords(salt, text).toJson();
  }

  /** What {@link #toJson} has given. */
  public static SaltedText read(JsonObject json) {
    SealedWords words = SealedWords.read(json);
    return new SaltedText(words.salt(), words.text());
  }

  /** What {@link #toBytes} has given. */
  public static SaltedText parse(byte[] bytes) {
    try {
      return read((JsonObject) CanonicalJson.parse(bytes));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a text was sealed as something else", e);
    }
  }

  @Override
  public String toString() {
    return "SaltedText[redacted]";
  }
}
