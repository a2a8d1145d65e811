package dev.tallystick.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A Kms whose keys are files of one directory, one file for each version.
 *
 * <p>The directory is closed to others (0700) and so are the files (0600, 0400); otherwise it does
 * not start, and says which file and how to close it. Processes may share the directory: creating
 * takes a lock, a version that another process has created or destroyed is noticed at the next use:
 * each begins with a look at the directory's time of change, and at its mark shortly after one. Who
 * can read the directory can unwrap everything: keep it off the data's own backup.
 *
 * <p>A destroyed version's file is overwritten and removed. Storage that keeps old blocks
 * (snapshots, flash, copies of the directory) may still have it; {@link #backUp} keeps one copy in
 * step.
 */
public final class FileKms implements Kms, AutoCloseable {
  private static final String LOCK = ".lock";

  /** A file lock keeps other processes out; this keeps out the other threads of this one. */
  private static final ReentrantLock CHANGING = new ReentrantLock();

  private final Path directory;

  /**
   * Held from the listing of the directory to what comes of it in {@link #ring}: a listing from
   * before a change must not be applied after one from behind it.
   */
  private final ReentrantLock reading = new ReentrantLock();

  private final KeyRing ring = new KeyRing();
  private volatile FolderTime read = FolderTime.NEVER;

  private FileKms(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads the keys of {@code directory}, and creates none.
   *
   * @throws KeyFileException if the directory is missing, or it or a key file is open to others or
   *     damaged
   */
  public static FileKms open(Path directory) {
    FileKms kms = new FileKms(directory);
    kms.refresh();
    return kms;
  }

  /** Makes an empty directory for keys, closed to others, unless there is one. */
  public static void createDirectory(Path directory) {
    try {
      Files.createDirectories(
          directory, PosixFilePermissions.asFileAttribute(PrivateFiles.DIRECTORY));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory, e);
    }
  }

  @Override
  public KeyVersion createKek(KeyName name) {
    return create(KeyFile.Kind.KEK, name);
  }

  @Override
  public KeyVersion currentKek(KeyName name) {
    refresh();
    return ring.currentKek(name)
        .orElseThrow(() -> new UnknownKeyException(missing(name + " has no key to wrap with")));
  }

  @Override
  public WrappedDataKey wrap(KeyName kek, DataKey key, SealingContext context) {
    return ring.wrap(currentKek(kek), key, context);
  }

  @Override
  public DataKey unwrap(WrappedDataKey wrapped, SealingContext context) throws SealBrokenException {
    refresh();
    return ring.unwrap(wrapped, context);
  }

  @Override
  public List<KeyVersion> keks(KeyName name) {
    refresh();
    return ring.keks(name);
  }

  @Override
  public void destroyKek(KeyVersion version) {
    locked(
        "destroy " + version,
        () -> {
          load();
          if (ring.currentKek(version.name()).equals(Optional.of(version))) {
            throw new IllegalArgumentException(version + " is in use");
          }
          AtomicFile.destroy(directory.resolve(new KeyFile(KeyFile.Kind.KEK, version).fileName()));
          FolderTime.mark(directory);
          load();
          return version;
        });
  }

  /**
   * Makes {@code copy} hold exactly the key files of this directory: adds what is new, destroys
   * what was destroyed. The copy is for a backup, on other storage than the data's.
   */
  public void backUp(Path copy) {
    locked(
        "back up the keys",
        () -> {
          KeyCopy.bringUpToDate(directory, copy);
          return copy;
        });
  }

  @Override
  public KeyVersion createSigner(KeyName name) {
    return create(KeyFile.Kind.SIGNER, name);
  }

  @Override
  public KeyVersion currentSigner(KeyName name) {
    refresh();
    return ring.currentSigner(name)
        .orElseThrow(() -> new UnknownKeyException(missing(name + " has no key to sign with")));
  }

  @Override
  public Signer signer(KeyVersion version) {
    if (!ring.hasSigner(version)) {
      refresh();
    }
    return ring.signer(version);
  }

  private KeyVersion create(KeyFile.Kind kind, KeyName name) {
    return locked(
        "create a version of " + name,
        () -> {
          load();
          var current = kind == KeyFile.Kind.KEK ? ring.currentKek(name) : ring.currentSigner(name);
          int number = current.map(KeyVersion::version).orElse(0) + 1;
          KeyFile next = new KeyFile(kind, new KeyVersion(name, number));
          byte[] key = new byte[Secret.SIZE];
          new SecureRandom().nextBytes(key);
          next.write(directory, key);
          Arrays.fill(key, (byte) 0);
          FolderTime.mark(directory);
          // What is used from now on is what the file says.
          load();
          return next.version();
        });
  }

  /** Work on the files that only one process and thread does at a time. */
  private interface Work<T> {
    T done() throws IOException;
  }

  private <T> T locked(String what, Work<T> work) {
    CHANGING.lock();
    try (FileChannel file = lockFile()) {
      var unusedUntilTheFileIsClosed = file.lock();
      // Whoever holds the lock writes; so whatever is half written here is a crash's.
      AtomicFile.removeLeftovers(directory);
      return work.done();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot " + what, e);
    } finally {
      CHANGING.unlock();
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        directory.resolve(LOCK),
        Set.copyOf(EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE)),
        PosixFilePermissions.asFileAttribute(PrivateFiles.FILE));
  }

  /** Reads the directory anew if it may have changed since it was read last. */
  private void refresh() {
    FolderTime seen = read;
    if (seen.look(directory).equals(seen)) {
      return;
    }
    reading.lock();
    try {
      // Another thread may have read it meanwhile.
      FolderTime now = read.look(directory);
      if (!now.equals(read)) {
        load();
        read = now;
      }
    } finally {
      reading.unlock();
    }
  }

  /** Reads the key files that are not known yet, and forgets the keys whose files are gone. */
  private void load() {
    reading.lock();
    try {
      PrivateFiles.checkDirectory(directory);
      ring.retainKeks(listed());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the keys of " + directory, e);
    } finally {
      reading.unlock();
    }
  }

  /** The wrapping keys whose files are there. */
  private Set<KeyVersion> listed() throws IOException {
    Set<KeyVersion> keks = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        var keyFile = KeyFile.ofName(String.valueOf(file.getFileName()));
        if (keyFile.isPresent() && load(keyFile.get())) {
          keks.add(keyFile.get().version());
        }
      }
    }
    return keks;
  }

  /** Returns whether it is a wrapping key, which may be destroyed one day. */
  private boolean load(KeyFile file) throws IOException {
    boolean wraps = file.kind() == KeyFile.Kind.KEK;
    try {
      if (wraps && !ring.hasKek(file.version())) {
        ring.addKek(file.version(), Secret.takeOwnershipOf(file.read(directory)));
      } else if (!wraps && !ring.hasSigner(file.version())) {
        byte[] seed = file.read(directory);
        ring.addSigner(file.version(), SigningKey.fromSeed(seed));
        Arrays.fill(seed, (byte) 0);
      }
      return wraps;
    } catch (NoSuchFileException e) {
      // Destroyed since the directory was listed.
      return false;
    }
  }

  private String missing(String what) {
    return what + " in " + directory.toAbsolutePath() + "; create it, or restore its file";
  }

  /** Overwrites the wrapping keys in memory; the files stay. */
  @Override
  public void close() {
    ring.close();
  }

  @Override
  public String toString() {
    return "FileKms[" + directory + "]";
  }
}
