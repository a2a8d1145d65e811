package dev.tallystick.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * A private file that is there as a whole, or not at all.
 *
 * <p>The bytes go into a temporary file beside the target, which is forced to the disk and then
 * renamed. A crash before the rename leaves a temporary file that nobody reads, and the target as
 * it was; a crash after it leaves the new file.
 */
final class AtomicFile {
  private static final String TEMPORARY = ".tmp";

  private final Path target;
  private final Path temporary;

  private AtomicFile(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * Writes {@code content} beside {@code target}, durably; nobody sees it before {@link #commit}.
   */
  static AtomicFile prepare(Path target, byte[] content) throws IOException {
    String name = "." + target.getFileName() + "." + UUID.randomUUID() + TEMPORARY;
    Path temporary = target.resolveSibling(name);
    // Created closed to others: between creation and a later chmod it would lie open.
    try (FileChannel out =
        FileChannel.open(
            temporary,
            Set.copyOf(EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)),
            PosixFilePermissions.asFileAttribute(PrivateFiles.FILE))) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    }
    return new AtomicFile(target, temporary);
  }

  /** Puts the file in the place of the target, durably. */
  void commit() throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    // The rename is durable when the directory is.
    force(directory(target));
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /**
   * Overwrites a file, durably, and removes it, durably. Does nothing if there is none. A crash in
   * between leaves a temporary file, of zeros or as it was; {@link #removeLeftovers} ends it.
   */
  static void destroy(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    // Renamed first: nobody shall read a key of zeros.
    Path doomed =
        file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
    Files.move(file, doomed, StandardCopyOption.ATOMIC_MOVE);
    overwriteAndDelete(doomed);
    force(directory(file));
  }

  private static void overwriteAndDelete(Path doomed) throws IOException {
    Files.setPosixFilePermissions(doomed, PrivateFiles.FILE);
    try (FileChannel out = FileChannel.open(doomed, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.allocate((int) out.size()), 0);
      out.force(true);
    }
    Files.delete(doomed);
  }

  /**
   * Overwrites and removes what crashes have left, which may be a key that was to be destroyed;
   * only while nobody else can be writing there.
   */
  static void removeLeftovers(Path directory) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, ".*" + TEMPORARY)) {
      for (Path leftover : leftovers) {
        overwriteAndDelete(leftover);
      }
    }
  }

  private static Path directory(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalArgumentException("not a file: " + file);
    }
    return directory;
  }
}
