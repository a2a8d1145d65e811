package dev.tallystick.vault.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  /** A record with this fingerprint, and whether its chunk is in the log. */
  public record Earlier(String id, String chunk, boolean isVisible) {}

  /** The fingerprint of a content, of this person and source. */
  public UUID of(OpenKeys keys, KeyOwner owner, CanonicalContent content) throws SQLException {
    ByteBuffer digest = ByteBuffer.wrap(keys.mac(owner, content.hashWith(PREFIX)));
    return new UUID(digest.getLong(), digest.getLong());
  }

  /** Those of these records that are stored already. */
  public Map<UUID, Earlier> find(Connection connection, Collection<UUID> fingerprints)
      throws SQLException {
    Map<UUID, Earlier> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select r.fingerprint, r.id, r.chunk, c.state = 'COMMITTED'
            from record r join chunk c on c.id = r.chunk where r.fingerprint = any(?)
            """)) {
      select.setArray(1, connection.createArrayOf("uuid", fingerprints.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(
              rows.getObject(1, UUID.class),
              new Earlier(rows.getString(2), rows.getString(3), rows.getBoolean(4)));
        }
      }
    }
    return found;
  }
}
