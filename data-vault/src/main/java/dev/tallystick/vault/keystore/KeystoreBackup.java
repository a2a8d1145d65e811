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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
  private final UnreadableKeys unreadable;
  private final KeystoreCondition condition;
  private final VaultConfig.Keystore config;
  private final Clock clock;

  KeystoreBackup(
      BulkKeys bulk,
      WrappingKeys wrapping,
      Shards shards,
      UnreadableKeys unreadable,
      KeystoreCondition condition,
      VaultConfig.Keystore config,
      Clock clock) {
    this.unreadable = unreadable;
    this.condition = condition;
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

  /**
   * Backs up every shard, each for itself: one that fails keeps its former backup. Does nothing if
   * there is nowhere to back up to.
   */
  void writeAll() {
    Optional<Path> folder = folder();
    if (folder.isPresent()) {
      List<KeyName> all = shards();
      long done = all.stream().filter(kek -> tryWrite(folder.get(), kek)).count();
      condition.noteNotBackedUp(Math.toIntExact(all.size() - done));
    }
  }

  private boolean tryWrite(Path folder, KeyName kek) {
    try {
      write(folder, kek, Optional.empty());
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s is not backed up", kek);
      return false;
    }
  }

  /** Those of these keys that the newest backup of their shard has and that open there. */
  List<StoredKey> openable(KeyName kek, Set<KeyRow.Place> places) {
    List<StoredKey> found = new ArrayList<>();
    Optional<Path> file = folder().map(path -> path.resolve(kek + SUFFIX)).filter(Files::exists);
    try {
      if (file.isPresent()) {
        long unused =
            KeystoreFile.read(
                file.get(),
                key -> {
                  if (places.contains(KeyRow.Place.of(key)) && unreadable.opens(key)) {
                    found.add(key);
                  }
                });
      }
      return found;
    } catch (IOException e) {
      LOG.errorf(e, "The backup of %s cannot be read", kek);
      return List.of();
    }
  }

  private List<KeyName> shards() {
    return QuarkusTransaction.requiringNew().call(shards::all);
  }

  private void write(Path folder, KeyName kek, Optional<KeyVersion> going) {
    Path file = folder.resolve(kek + SUFFIX);
    try {
      long written =
          KeystoreFile.write(file, consumer -> copy(kek, key -> isUnder(key, going), consumer));
      long good = KeystoreFile.read(file, key -> check(key, going));
      if (good != written) {
        throw new IOException(file + " holds another number of keys than were written");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the keystore could not be backed up", e);
    }
  }

  /**
   * Hands over the keys of a shard that open. What does not open is taken from the former backup if
   * it opens there, and otherwise left out and noted.
   *
   * @param goes whether a key is under a version that goes, and so is no use when it is gone
   */
  private void copy(KeyName kek, Predicate<StoredKey> goes, Consumer<StoredKey> consumer) {
    List<KeyRow> broken = new ArrayList<>();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                bulk.each(
                    kek,
                    row -> {
                      if (unreadable.opens(row)) {
                        consumer.accept(row.key().orElseThrow());
                      } else {
                        broken.add(row);
                      }
                    }));
    Set<KeyRow.Place> places = broken.stream().map(KeyRow::place).collect(Collectors.toSet());
    if (places.size() > UnreadableKeys.MAX_IN_A_SHARD) {
      throw new SealedRowException(places.size() + " keys of " + kek + " do not open");
    }
    unreadable.noteAll(kek, places);
    if (!places.isEmpty()) {
      List<StoredKey> former = openable(kek, places);
      former.stream().filter(goes.negate()).forEach(consumer);
      LOG.errorf(
          "%d keys of %s do not open; %d are in the former backup",
          places.size(), kek, former.size());
    }
  }

  private static boolean isUnder(StoredKey key, Optional<KeyVersion> going) {
    return going.isPresent()
        && key.wrapped().kek().name().equals(going.get().name())
        && key.wrapped().kek().version() <= going.get().version();
  }

  private void check(StoredKey key, Optional<KeyVersion> going) {
    if (isUnder(key, going)) {
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
