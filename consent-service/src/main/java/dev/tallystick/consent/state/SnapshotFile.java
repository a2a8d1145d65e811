package dev.tallystick.consent.state;

import dev.tallystick.keys.DataKey;
import dev.tallystick.rules.state.State;
import dev.tallystick.rules.state.StateSnapshot;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of snapshots in one folder, sealed. A crash while one is written leaves a temporary
 * file that the next one removes; a file is there as a whole or not at all.
 */
final class SnapshotFile {
  private static final String SUFFIX = ".snapshot";
  private static final String TEMPORARY = ".tmp";
  private static final int MAX_KEPT = 1 << 28;

  private final Path folder;

  SnapshotFile(Path folder) {
    this.folder = folder;
  }

  boolean exists(UUID id) {
    return Files.isRegularFile(file(id));
  }

  private Path file(UUID id) {
    return folder.resolve(id + SUFFIX);
  }

  void write(UUID id, DataKey key, Moment moment) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    removeTemporaries();
    Path temporary = folder.resolve("." + id + TEMPORARY);
    try {
      writeTo(temporary, id, key, moment);
      Files.move(temporary, file(id), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void writeTo(Path temporary, UUID id, DataKey key, Moment moment)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        SealedOutput out = new SealedOutput(Channels.newOutputStream(channel), key, id)) {
      DataOutputStream kept = new DataOutputStream(out);
      kept.writeInt(moment.kept().size());
      for (Map.Entry<String, byte[]> one : moment.kept().entrySet()) {
        kept.writeUTF(one.getKey());
        kept.writeInt(one.getValue().length);
        kept.write(one.getValue());
      }
      StateSnapshot.write(moment.state(), out);
      out.finish();
      channel.force(true);
    }
  }

  /** What a crash has left: on a full disk it would keep the next one from being written. */
  private void removeTemporaries() throws IOException {
    remove(SnapshotFile::isTemporary);
  }

  /**
   * Reads a moment.
   *
   * @throws IOException if the file was changed, cut short or written by another release
   */
  Moment read(UUID id, DataKey key) throws IOException {
    try (SealedInput in =
        new SealedInput(new BufferedInputStream(Files.newInputStream(file(id))), key, id)) {
      DataInputStream kept = new DataInputStream(in);
      Map<String, byte[]> parts = new HashMap<>();
      int count = kept.readInt();
      for (int i = 0; i < count; i++) {
        String name = kept.readUTF();
        int length = kept.readInt();
        if (length < 0 || length > MAX_KEPT) {
          throw new IOException("a part of " + length + " bytes");
        }
        parts.put(name, kept.readNBytes(length));
      }
      State state = StateSnapshot.read(in);
      return new Moment(state, parts);
    }
  }

  void delete(UUID id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  /** Removes everything of snapshots but one, and what crashes have left. */
  void keepOnly(UUID id) throws IOException {
    remove(file -> isOurs(file) && !file.equals(file(id)));
  }

  private void remove(Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(which).forEach(SnapshotFile::delete);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isOurs(Path file) {
    return file.getFileName().toString().endsWith(SUFFIX) || isTemporary(file);
  }

  private static boolean isTemporary(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.endsWith(TEMPORARY);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
