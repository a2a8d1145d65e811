package dev.tallystick.vault.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Tells a record that is here already from a new one: the same content about the same person from
 * the same source is the same record. What happened twice must differ in something, such as its
 * number or its time.
 *
 * <p>A fingerprint is 128 bits of a digest keyed by the owner's own data key. So whoever has a copy
 * of the database cannot tell from it what a record says, and when the key is destroyed not even
 * whoever has the record and every other key can tell that it was here.
 */
@Singleton
public final class Fingerprints {
  private static final byte[] PREFIX = "tallystick/vault/fingerprint/v1\0".getBytes(US_ASCII);

  private final RecordRepository records;

  Fingerprints(RecordRepository records) {
    this.records = records;
  }

  /** A record with this fingerprint, and whether its chunk is in the log. */
  public record Earlier(String id, String chunk, boolean isVisible) {}

  /** The fingerprint of a content, of this person and source. */
  public UUID of(OpenKeys keys, KeyOwner owner, CanonicalContent content) {
    ByteBuffer digest = ByteBuffer.wrap(keys.mac(owner, content.hashWith(PREFIX)));
    return new UUID(digest.getLong(), digest.getLong());
  }

  /** Those of these records that are stored already. */
  public Map<UUID, Earlier> find(Collection<UUID> fingerprints) {
    Map<UUID, Earlier> found = new HashMap<>();
    for (Object[] row : records.byFingerprints(fingerprints)) {
      found.put((UUID) row[0], new Earlier((String) row[1], (String) row[2], (Boolean) row[3]));
    }
    return found;
  }
}
