package dev.tallystick.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A Kms whose keys are files of one directory, one file for each version.
 *
 * <p>The directory is closed to others (0700) and so are the files (0600, 0400); otherwise it does
 * not start, and says which file and how to close it. Processes may share the directory: creating
 * takes a lock, a version that another process has created is read when it is met. Who can read the
 * directory can unwrap everything: keep it off the data's own backup.
 *
 * <p>To destroy a version, create the next one, rewrap, and remove the file of the old one; the
 * newest file of a name is never removed, because its number would be given again.
 */
public final class FileKms implements Kms, AutoCloseable {
  private static final String LOCK = ".lock";

  /** A file lock keeps other processes out; this keeps out the other threads of this one. */
  private static final ReentrantLock CREATING = new ReentrantLock();

  private final Path directory;
  private final KeyRing ring = new KeyRing();

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
    kms.load();
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
    load();
    return ring.currentKek(name)
        .orElseThrow(() -> new UnknownKeyException(missing(name + " has no key to wrap with")));
  }

  @Override
  public WrappedDataKey wrap(KeyName kek, DataKey key, SealingContext context) {
    return ring.wrap(currentKek(kek), key, context);
  }

  @Override
  public DataKey unwrap(WrappedDataKey wrapped, SealingContext context) throws SealBrokenException {
    if (!ring.hasKek(wrapped.kek())) {
      load();
    }
    return ring.unwrap(wrapped, context);
  }

  @Override
  public KeyVersion createSigner(KeyName name) {
    return create(KeyFile.Kind.SIGNER, name);
  }

  @Override
  public KeyVersion currentSigner(KeyName name) {
    load();
    return ring.currentSigner(name)
        .orElseThrow(() -> new UnknownKeyException(missing(name + " has no key to sign with")));
  }

  @Override
  public Signer signer(KeyVersion version) {
    if (!ring.hasSigner(version)) {
      load();
    }
    return ring.signer(version);
  }

  private KeyVersion create(KeyFile.Kind kind, KeyName name) {
    CREATING.lock();
    try (FileChannel file = lockFile()) {
      var unusedUntilTheFileIsClosed = file.lock();
      // Whoever holds the lock writes; so whatever is half written here is a crash's.
      AtomicFile.removeLeftovers(directory);
      load();
      var current = kind == KeyFile.Kind.KEK ? ring.currentKek(name) : ring.currentSigner(name);
      KeyFile next =
          new KeyFile(kind, new KeyVersion(name, current.map(KeyVersion::version).orElse(0) + 1));
      byte[] key = new byte[Secret.SIZE];
      new SecureRandom().nextBytes(key);
      next.write(directory, key);
      Arrays.fill(key, (byte) 0);
      // What is used from now on is what the file says.
      load();
      return next.version();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a version of " + name, e);
    } finally {
      CREATING.unlock();
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        directory.resolve(LOCK),
        Set.copyOf(EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE)),
        PosixFilePermissions.asFileAttribute(PrivateFiles.FILE));
  }

  /** Reads the key files that are not known yet. */
  private void load() {
    try {
      PrivateFiles.checkDirectory(directory);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          var keyFile = KeyFile.ofName(String.valueOf(file.getFileName()));
          if (keyFile.isPresent()) {
            load(keyFile.get());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the keys of " + directory, e);
    }
  }

  private void load(KeyFile file) throws IOException {
    if (file.kind() == KeyFile.Kind.KEK && !ring.hasKek(file.version())) {
      ring.addKek(file.version(), Secret.takeOwnershipOf(file.read(directory)));
    } else if (file.kind() == KeyFile.Kind.SIGNER && !ring.hasSigner(file.version())) {
      byte[] seed = file.read(directory);
      ring.addSigner(file.version(), SigningKey.fromSeed(seed));
      Arrays.fill(seed, (byte) 0);
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
