package dev.tallystick.keys;

/**
 * What was sealed to a recipient, and the release that it belongs to. Only {@link Jwe#open} makes
 * one.
 */
public final class OpenedJwe {
  private final String keyId;
  private final String releaseId;
  private final String eventId;
  private final byte[] plaintext;

  OpenedJwe(String keyId, String releaseId, String eventId, byte[] plaintext) {
    this.keyId = keyId;
    this.releaseId = releaseId;
    this.eventId = eventId;
    this.plaintext = plaintext;
  }

  /** The recipient's key that opened it. */
  public String keyId() {
    return keyId;
  }

  /** The release that the sender names; authenticated together with the plaintext. */
  public String releaseId() {
    return releaseId;
  }

  /** The event that holds the release in the log; authenticated together with the plaintext. */
  public String eventId() {
    return eventId;
  }

  /** A copy of the plaintext. */
  public byte[] plaintext() {
    return plaintext.clone();
  }

  @Override
  public String toString() {
    return "OpenedJwe[" + releaseId + ", " + plaintext.length + " bytes]";
  }
}
