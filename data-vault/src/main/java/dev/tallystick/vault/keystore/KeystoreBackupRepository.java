package dev.tallystick.vault.keystore;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What was backed up last, by shard: files that are older, or others, are found by it. */
@Singleton
class KeystoreBackupRepository implements PanacheRepositoryBase<KeystoreBackupEntity, String> {
  /** A file was written, and read back; of two at once the later one counts. */
  void note(String kek, KeystoreFile.Contents file) {
    int unused =
        getSession()
            .createNativeMutationQuery(
                """
                insert into keystore_backup (kek, written_at, keys, digest)
                values (:kek, :at, :keys, :digest) on conflict (kek) do update
                set written_at = excluded.written_at, keys = excluded.keys, digest = excluded.digest
                where excluded.written_at >= keystore_backup.written_at
                """)
            .setParameter("kek", kek)
            .setParameter("at", file.writtenAt())
            .setParameter("keys", file.keys())
            .setParameter("digest", file.digest())
            .executeUpdate();
  }

  /** Whether a shard was ever backed up, as far as this database knows. */
  boolean knows(String kek) {
    return findById(kek) != null;
  }

  /** What is wrong with a file that stands in the place of the newest backup; empty if nothing. */
  Optional<String> flaw(String kek, KeystoreFile.Contents file) {
    KeystoreBackupEntity newest = findById(kek);
    if (newest == null || file.writtenAt().isAfter(newest.writtenAt)) {
      return Optional.empty();
    }
    if (file.writtenAt().isBefore(newest.writtenAt)) {
      return Optional.of("is older than the newest backup, which was made at " + newest.writtenAt);
    }
    return file.digest().equals(newest.digest)
        ? Optional.empty()
        : Optional.of("is another than was written");
  }
}
