package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The keystore in files of its own, apart from the backups of the records: those may be of any
 * time, this one is the newest, or the erased would come back.
 *
 * <p>A file is read back before it counts: each key must open under a version that stays.
 */
@Singleton
public final class KeystoreBackup {
  private static final Logger LOG = Logger.getLogger(KeystoreBackup.class);
  private static final String SUFFIX = ".keys";
  private static final int BATCH = 2_000;

  private final BulkKeys bulk;
  private final WrappingKeys wrapping;
  private final Shards shards;
  private final VaultConfig.Keystore config;
  private final Clock clock;

  KeystoreBackup(
      BulkKeys bulk,
      WrappingKeys wrapping,
      Shards shards,
      VaultConfig.Keystore config,
      Clock clock) {
    this.bulk = bulk;
    this.wrapping = wrapping;
    this.shards = shards;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Backs up the shard of a version that goes, and those that have taken over from it.
   *
   * @return false if there is nowhere to back up to
   */
  boolean write(KeyVersion going) {
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      LOG.warnf("%s is not destroyed: tallystick.keystore.backup-dir is not set", going);
      return false;
    }
    for (KeyName kek : shards()) {
      if (kek.value().startsWith(going.name().value())) {
        write(folder.get(), kek, Optional.of(going));
      }
    }
    return true;
  }

  /** Backs up every shard; does nothing if there is nowhere to back up to. */
  void writeAll() {
    folder().ifPresent(path -> shards().forEach(kek -> write(path, kek, Optional.empty())));
  }

  private List<KeyName> shards() {
    return QuarkusTransaction.requiringNew().call(shards::all);
  }

  private void write(Path folder, KeyName kek, Optional<KeyVersion> going) {
    Path file = folder.resolve(kek + SUFFIX);
    try {
      long written =
          KeystoreFile.write(
              file,
              consumer -> QuarkusTransaction.requiringNew().run(() -> bulk.each(kek, consumer)));
      long good = KeystoreFile.read(file, key -> check(key, going));
      if (good != written) {
        throw new IOException(file + " holds another number of keys than were written");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the keystore could not be backed up", e);
    }
  }

  private void check(StoredKey key, Optional<KeyVersion> going) {
    if (going.isPresent()
        && key.wrapped().kek().name().equals(going.get().name())
        && key.wrapped().kek().version() <= going.get().version()) {
      throw new IllegalStateException("a key of the backup is under a version that goes");
    }
    key.unwrap(wrapping).close();
  }

  /**
   * Puts the newest backup in the place of the keystore, whatever that holds: for a database that
   * was restored from its own backup. Keys that were shredded since are gone again; a key that the
   * backup does not have is lost.
   *
   * @return how many keys there are now
   * @throws VaultProblem if there is no backup
   */
  long restore() {
    Path folder = folder().orElseThrow(VaultProblemCode.KEYSTORE_BACKUP_MISSING::problem);
    SortedMap<String, Path> files = files(folder);
    if (files.isEmpty()) {
      throw new VaultProblem(VaultProblemCode.KEYSTORE_BACKUP_MISSING);
    }
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              bulk.deleteAll();
              long restored = 0;
              for (Path file : files.values()) {
                List<StoredKey> some = new ArrayList<>();
                restored += KeystoreFile.readAll(file, some);
                for (int at = 0; at < some.size(); at += BATCH) {
                  bulk.restore(
                      some.subList(at, Math.min(some.size(), at + BATCH)), clock.instant());
                }
              }
              return restored;
            });
  }

  private static SortedMap<String, Path> files(Path folder) {
    SortedMap<String, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      found.forEach(file -> files.put(String.valueOf(file.getFileName()), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private Optional<Path> folder() {
    config.backupDir().ifPresent(KeystoreBackup::create);
    return config.backupDir();
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
