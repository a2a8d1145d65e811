package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The keystore in files of its own, apart from the backups of the records: those may be of any
 * time, this one is the newest, or the erased would come back.
 */
@Singleton
public final class KeystoreBackup {
  private static final Logger LOG = Logger.getLogger(KeystoreBackup.class);

  private final Shards shards;
  private final ShardBackup shard;
  private final BackupFolder files;
  private final KeystoreCondition condition;

  KeystoreBackup(
      Shards shards, ShardBackup shard, BackupFolder files, KeystoreCondition condition) {
    this.shards = shards;
    this.shard = shard;
    this.files = files;
    this.condition = condition;
  }

  /**
   * Backs up the shard of a version that goes, and those that have taken over from it.
   *
   * @return false if there is nowhere to back up to
   */
  boolean write(KeyVersion going) {
    Optional<Path> folder = files.find();
    if (folder.isEmpty()) {
      LOG.warnf("%s is not destroyed: tallystick.keystore.backup-dir is not set", going);
      return false;
    }
    files.keepTombstones(folder.get());
    for (KeyName kek : shards()) {
      if (kek.value().startsWith(going.name().value())) {
        shard.write(folder.get(), kek, Optional.of(going));
      }
    }
    return true;
  }

  /**
   * Backs up every shard, each for itself: one that fails keeps its former backup. Does nothing if
   * there is nowhere to back up to.
   */
  void writeAll() {
    Optional<Path> folder = files.find();
    if (folder.isPresent()) {
      List<KeyName> all = shards();
      long done =
          tryKeepTombstones(folder.get())
              ? all.stream().filter(kek -> tryWrite(folder.get(), kek)).count()
              : 0;
      condition.noteNotBackedUp(Math.toIntExact(all.size() - done));
    }
  }

  /** Without them a backup could bring back what was shredded, so nothing is written then. */
  private boolean tryKeepTombstones(Path folder) {
    try {
      files.keepTombstones(folder);
      return true;
    } catch (RuntimeException e) {
      LOG.error("What was shredded cannot be kept beside the backup of the keystore", e);
      return false;
    }
  }

  private boolean tryWrite(Path folder, KeyName kek) {
    try {
      shard.write(folder, kek, Optional.empty());
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s is not backed up", kek);
      return false;
    }
  }

  private List<KeyName> shards() {
    return QuarkusTransaction.requiringNew().call(shards::all);
  }
}
