package dev.tallystick.vault.record;

import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.storage.BinaryCopy;
import dev.tallystick.vault.storage.BinaryRows;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes records in, by COPY. A row's content is sealed for its person, source, category and id; its
 * salt is sealed with it.
 */
@Singleton
public final class RecordIntake {
  private static final int INSERTED = 14;
  private static final String COLUMNS =
      "record (id, chunk, line, subject, source, retention, category, schema_version, digest,"
          + " fingerprint, lookups, expires_on, key_version, sealed)";

  private final RecordRepository stored;
  private final BinaryCopy copy;

  RecordIntake(RecordRepository stored, BinaryCopy copy) {
    this.stored = stored;
    this.copy = copy;
  }

  /**
   * Adds rows in the caller's transaction.
   *
   * @throws dev.tallystick.vault.storage.StorageException of state 23505 if one of them was added
   *     by others meanwhile
   */
  public void insert(OpenKeys keys, List<NewRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    keys.prepare(records.stream().map(NewRecord::owner).distinct().toList());
    // In one order for all, or two that add the same records could wait for each other for ever.
    List<NewRecord> ordered = new ArrayList<>(records);
    ordered.sort(Comparator.comparing(NewRecord::fingerprint));
    BinaryRows rows = new BinaryRows();
    for (NewRecord record : ordered) {
      KeyOwner owner = record.owner();
      Sealed sealed =
          keys.seal(
              owner,
              SealedContent.place(record.id(), record.category(), 1),
              record.content().saltedWith(record.salt()));
      rows.row(INSERTED)
          .text(record.id())
          .text(record.chunk())
          .integer(record.line())
          .text(owner.subject())
          .text(owner.source())
          .text(owner.retention().name())
          .text(record.category())
          .integer(record.schemaVersion())
          .bytes(record.digest().toByteArray())
          .uuid(record.fingerprint())
          .uuids(record.lookups())
          .date(record.expiresOn())
          .integer(sealed.keyVersion())
          .bytes(sealed.value().toByteArray());
    }
    copy.into(COLUMNS, rows);
  }

  /** The salts of a chunk's records by line, as its depositor was told them. */
  public Map<Integer, SaltedId> salts(OpenKeys keys, String chunk) {
    Map<Integer, SaltedId> salts = new TreeMap<>();
    for (RecordEntity row : stored.ofChunk(chunk)) {
      salts.put(row.line(), new SaltedId(row.id(), SealedContent.open(keys, row).salt()));
    }
    return salts;
  }

  /** Whether all of these records are there, about this person and from this source. */
  public boolean areAll(Collection<String> records, String subject, String source) {
    return records.isEmpty() || stored.countVisible(records, subject, source) == records.size();
  }

  /** The salted digests of a chunk's records in the order of their lines. */
  public List<Hash> digests(String chunk) {
    return stored.digestsOf(chunk).stream().map(Hash::takeOwnershipOf).toList();
  }
}
