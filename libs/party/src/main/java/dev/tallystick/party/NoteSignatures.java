package dev.tallystick.party;

import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.tlog.Ed25519Verification;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signatures of logs and witnesses, checked by the Ed25519 of {@code libs/keys}: some eight times
 * as fast as the JDK's. Keys are read once. A key of small order, by which one signature would fit
 * any text, verifies nothing. Safe for threads.
 */
public final class NoteSignatures implements Ed25519Verification {
  /** More keys than any policy has; others are read each time. */
  private static final int REMEMBERED = 256;

  private final Map<ByteBuffer, Optional<VerificationKey>> known = new ConcurrentHashMap<>();

  /** No key is known yet. */
  public NoteSignatures() {}

  @Override
  public boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    return key(publicKey).filter(key -> key.verifies(message, signature)).isPresent();
  }

  private Optional<VerificationKey> key(byte[] bytes) {
    if (bytes.length != VerificationKey.SIZE) {
      return Optional.empty();
    }
    ByteBuffer name = ByteBuffer.wrap(bytes.clone());
    Optional<VerificationKey> key = known.get(name);
    if (key == null) {
      key = read(bytes);
      if (known.size() < REMEMBERED) {
        known.put(name, key);
      }
    }
    return key;
  }

  private static Optional<VerificationKey> read(byte[] bytes) {
    try {
      return Optional.of(VerificationKey.copyOf(bytes));
    } catch (MalformedKeyException e) {
      return Optional.empty();
    }
  }
}
