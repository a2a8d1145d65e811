package dev.tallystick.vault.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.keys.KeyName;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Merges the backup of the keystore into the keystore, for a database that was restored from its
 * own backup or has lost rows of keys.
 *
 * <p>Guarantee: a key that is there and opens stays as it is, whatever the backup has; a key that
 * the backup has not stays too; a key that was shredded, or belongs to somebody who was erased,
 * does not come back, and goes if the restored database has brought it back. Nothing happens unless
 * each shard has a whole file that is the newest known. One transaction, during which nobody writes
 * keys.
 */
@Singleton
class KeystoreRestore {
  private final Shards shards;
  private final BackupFolder files;
  private final KeystoreBackupRepository newest;
  private final RestoreBatches batches;
  private final ErasedKeys erased;

  KeystoreRestore(
      Shards shards,
      BackupFolder files,
      KeystoreBackupRepository newest,
      RestoreBatches batches,
      ErasedKeys erased) {
    this.shards = shards;
    this.files = files;
    this.newest = newest;
    this.batches = batches;
    this.erased = erased;
  }

  /**
   * What would be done; changes nothing.
   *
   * @throws VaultProblem if there is no backup, or the log does not answer
   */
  RestorePlan look() {
    Path folder = folder();
    erased.requireCurrent();
    return QuarkusTransaction.requiringNew().call(() -> run(folder, /* merges= */ false));
  }

  /**
   * Does it, if the backup is still that of the plan.
   *
   * @throws VaultProblem if it is another, or not whole
   */
  RestorePlan merge(Hash digest) {
    Path folder = folder();
    erased.requireCurrent();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              batches.keepOthersOut();
              RestorePlan plan = run(folder, /* merges= */ true);
              requireUsable(plan, digest);
              return plan;
            });
  }

  /** Refuses a backup that is not whole, or not the one that was agreed to. */
  static void requireUsable(RestorePlan plan, Hash digest) {
    if (!plan.problems().isEmpty()) {
      throw VaultProblem.ofDetail(
          VaultProblemCode.KEYSTORE_BACKUP_INCOMPLETE,
          "The backup cannot be used: " + plan.problems().get(0) + ".");
    }
    if (!plan.digest().equals(digest)) {
      throw new VaultProblem(VaultProblemCode.KEYSTORE_BACKUP_CHANGED);
    }
  }

  private Path folder() {
    Path folder = files.find().orElseThrow(VaultProblemCode.KEYSTORE_BACKUP_MISSING::problem);
    if (files.names(folder).isEmpty()) {
      throw new VaultProblem(VaultProblemCode.KEYSTORE_BACKUP_MISSING);
    }
    return folder;
  }

  private RestorePlan run(Path folder, boolean merges) {
    // Also for a look: what was shredded while the database was another one stays shredded.
    files.readTombstones(folder);
    List<String> problems = new ArrayList<>();
    RestoreBatches.Run work = batches.begin(merges);
    StringBuilder digests = new StringBuilder();
    SortedSet<String> unexpected = new TreeSet<>(files.names(folder));
    for (KeyName kek : shards.all()) {
      String name = kek.value() + BackupFolder.SUFFIX;
      unexpected.remove(name);
      digests.append(name).append(' ').append(file(folder.resolve(name), kek, work, problems));
    }
    unexpected.forEach(name -> problems.add(name + " belongs to no wrapping key"));
    work.finish().ifPresent(problems::add);
    return new RestorePlan(
        Hash.sha256(digests.toString().getBytes(UTF_8)),
        work.restored(),
        work.kept(),
        work.shredded(),
        problems);
  }

  private String file(Path file, KeyName kek, RestoreBatches.Run work, List<String> problems) {
    String name = String.valueOf(file.getFileName());
    if (!Files.exists(file)) {
      // A shard that got its first person after the last backup has no file yet.
      if (newest.knows(kek.value())) {
        problems.add(name + " is missing");
      }
      return "";
    }
    try {
      KeystoreFile.Contents contents = KeystoreFile.read(file, key -> work.add(key, kek));
      newest.flaw(kek.value(), contents).ifPresent(flaw -> problems.add(name + " " + flaw));
      return contents.digest() + "\n";
    } catch (IOException e) {
      problems.add(name + " is not a whole backup of a shard");
      return "";
    }
  }
}
