package dev.tallystick.vault.record;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import java.util.Arrays;

/**
 * What is kept of a line, in its one spelling: canonicalised once for its digest, its fingerprint
 * and its seal. Holds personal data; never shown.
 */
public final class CanonicalContent {
  private final byte[] canonical;

  private CanonicalContent(byte[] canonical) {
    this.canonical = canonical;
  }

  /** The content of a line without whose it is. */
  public static CanonicalContent of(JsonObject content) {
    return new CanonicalContent(CanonicalJson.bytes(content));
  }

  /** The salted digest that stands for it in the chunk's root. */
  public Hash digest(Hash salt) {
    return RecordDigests.ofCanonical(salt.toByteArray(), canonical);
  }

  /** SHA-256 over a prefix and the content. Guessable: to be keyed before it is stored. */
  byte[] hashWith(byte[] prefix) {
    return Hash.sha256(prefix, canonical).toByteArray();
  }

  /** Salt and content, as they are sealed together. */
  byte[] saltedWith(Hash salt) {
    byte[] plain = new byte[Hash.SIZE + canonical.length];
    salt.copyTo(plain, 0);
    System.arraycopy(canonical, 0, plain, Hash.SIZE, canonical.length);
    return plain;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanonicalContent that && Arrays.equals(canonical, that.canonical);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(canonical);
  }

  @Override
  public String toString() {
    return "CanonicalContent[redacted]";
  }
}
