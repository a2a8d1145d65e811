package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.document.HandedRecord;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.util.List;
import java.util.Set;

/**
 * The digests of records, by which a platform vouches for what it deposits and a recipient sees
 * that it got what is logged.
 *
 * <p>A digest is salted: whoever does not have the salt cannot guess a record from it.
 */
public final class RecordDigests {
  /** The members of a record that its digest covers. */
  public static final Set<String> MEMBERS =
      Set.of(
          "category",
          "schema",
          "observedAt",
          "source",
          "basis",
          "fields",
          "inputs",
          "adverse",
          "priorNoticeAt",
          "endedOn");

  private static final byte[] PREFIX = "tallystick/record/v1\0".getBytes(US_ASCII);

  private RecordDigests() {}

  /** The part of a deposited line or a released record that its digest covers. */
  public static JsonObject canonical(JsonObject record) {
    return record.only(MEMBERS);
  }

  /**
   * SHA-256("tallystick/record/v1" ‖ 0x00 ‖ salt ‖ canonical record).
   *
   * @param record a deposited line or a released record; members that the digest does not cover are
   *     left out
   */
  public static Hash digest(byte[] salt, JsonObject record) {
    return ofCanonical(salt, CanonicalJson.bytes(canonical(record)));
  }

  /** The digest of a record whose {@link #canonical} part is at hand in canonical form. */
  public static Hash ofCanonical(byte[] salt, byte[] canonical) {
    if (salt.length != Salts.SIZE) {
      throw new IllegalArgumentException("a salt has 32 bytes");
    }
    return Hash.sha256(PREFIX, salt, canonical);
  }

  /**
   * The digest of a released record, which carries its salt.
   *
   * @throws IllegalArgumentException if it carries none
   */
  public static Hash ofReleased(JsonObject record) {
    return digest(Salts.parse(new HandedRecord.Partial(record).salt().orElse("")), record);
  }

  /** The RFC 6962 root over the digests: of a deposit by line, of a release by record id. */
  public static Hash root(List<Hash> digests) {
    return Merkle.root(digests.stream().map(Merkle::leafHash).toList());
  }
}
