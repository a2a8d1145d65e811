package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes the backup of one shard, and reads it back before it counts: each key must open under a
 * version that stays.
 */
@Singleton
class ShardBackup {
  private static final Logger LOG = Logger.getLogger(ShardBackup.class);

  private final BulkKeys bulk;
  private final WrappingKeys wrapping;
  private final UnreadableKeys unreadable;
  private final BackupFolder files;
  private final KeystoreBackupRepository newest;

  ShardBackup(
      BulkKeys bulk,
      WrappingKeys wrapping,
      UnreadableKeys unreadable,
      BackupFolder files,
      KeystoreBackupRepository newest) {
    this.bulk = bulk;
    this.wrapping = wrapping;
    this.unreadable = unreadable;
    this.files = files;
    this.newest = newest;
  }

  /**
   * Writes the file of a shard.
   *
   * @param going a version that goes: no key of the file may be under it
   */
  void write(Path folder, KeyName kek, Optional<KeyVersion> going) {
    Path file = folder.resolve(kek + BackupFolder.SUFFIX);
    try {
      KeystoreFile.Contents written =
          KeystoreFile.write(
              file, files.now(), consumer -> copy(kek, key -> isUnder(key, going), consumer));
      if (!KeystoreFile.read(file, key -> check(key, going)).equals(written)) {
        throw new IOException(file + " holds something else than was written");
      }
      QuarkusTransaction.requiringNew().run(() -> newest.note(kek.value(), written));
    } catch (IOException e) {
      throw new UncheckedIOException("the keystore could not be backed up", e);
    }
  }

  /** Those of these keys that the newest backup of their shard has and that open there. */
  List<StoredKey> openable(KeyName kek, Set<KeyRow.Place> places) {
    List<StoredKey> found = new ArrayList<>();
    Optional<Path> file =
        files.find().map(path -> path.resolve(kek + BackupFolder.SUFFIX)).filter(Files::exists);
    try {
      if (file.isPresent()) {
        KeystoreFile.Contents unused =
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
}
