package dev.tallystick.vault.keystore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.VaultConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The folder that the keystore is backed up to: a file of wrapped keys for each shard, and {@code
 * shredded.txt} with the commitments of keys that were shredded, a line each with the time. That
 * file outlives a database that is restored from an older backup.
 */
@Singleton
class BackupFolder {
  static final String SUFFIX = ".keys";

  /** Far longer than the versions that wrap copies of a shredded key are there. */
  private static final Duration KEPT = Duration.ofDays(90);

  private static final String TOMBSTONES = "shredded.txt";

  private final VaultConfig.Keystore config;
  private final ShreddedKeyRepository shredded;
  private final Clock clock;

  BackupFolder(VaultConfig.Keystore config, ShreddedKeyRepository shredded, Clock clock) {
    this.config = config;
    this.shredded = shredded;
    this.clock = clock;
  }

  /** The time, as the database gives it back. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The folder, made if it is not there; empty if none is set. */
  Optional<Path> find() {
    config.backupDir().ifPresent(BackupFolder::create);
    return config.backupDir();
  }

  /** The names of the files of keys. */
  SortedSet<String> names(Path folder) {
    SortedSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      found.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /** Makes table and file hold all that either has, and forgets what is long over. */
  void keepTombstones(Path folder) {
    Instant oldest = now().minus(KEPT);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Map<Hash, Instant> all = new TreeMap<>(read(folder));
              all.values().removeIf(at -> at.isBefore(oldest));
              shredded.add(all);
              shredded.forgetBefore(oldest);
              all.putAll(shredded.all());
              write(folder, all);
            });
  }

  /** Lets the table know what the file has: in the caller's transaction. */
  void readTombstones(Path folder) {
    shredded.add(read(folder));
  }

  private static Map<Hash, Instant> read(Path folder) {
    Path file = folder.resolve(TOMBSTONES);
    Map<Hash, Instant> found = new TreeMap<>();
    if (!Files.exists(file)) {
      return found;
    }
    try {
      for (String line : Files.readAllLines(file, US_ASCII)) {
        String[] words = line.split(" ", -1);
        if (words.length != 2) {
          throw new IOException(file + " is not a list of shredded keys");
        }
        found.put(Hash.fromHex(words[0]), Instant.parse(words[1]));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UncheckedIOException(new IOException(file + " is not a list of shredded keys", e));
    }
  }

  private static void write(Path folder, Map<Hash, Instant> all) {
    List<String> lines = new ArrayList<>();
    all.forEach((commitment, at) -> lines.add(commitment.hex() + " " + at));
    Path temporary = folder.resolve("." + TOMBSTONES + ".tmp");
    try {
      Files.deleteIfExists(temporary);
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(temporary, lines, US_ASCII);
      Files.move(
          temporary,
          folder.resolve(TOMBSTONES),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
