package dev.tallystick.audit.key;

import dev.tallystick.audit.storage.DatabaseTimeline;
import dev.tallystick.audit.storage.Fence;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.SignedSize;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far this log has been signed for, in a file beside the key: what a database that was put back
 * cannot take with it. It also remembers which primary was seen last, and what a witness has said
 * it has cosigned.
 *
 * <p>Every signature is preceded by a write of 512 bytes into the file, so the mark is exact
 * whenever this process ends and its host goes on. The write is forced to the disk before a
 * checkpoint is published or offered to a witness, once a second at most; a host that loses power
 * may lose the mark of its last second (docs/adr/0079).
 *
 * <p>Each process has a file of its own, {@code log-<name>.<n>.signed}, and reads those of all. Two
 * slots are written in turn, so that a torn write leaves the other one. Thread-safe.
 */
public final class SignedMark implements Fence, AutoCloseable {
  private static final int MOST_PROCESSES = 1000;

  private final Path file;
  private final RandomAccessFile content;
  private final FileLock lock;
  private final List<SignedSize> found = new ArrayList<>();
  private final List<SignedSize> claims = new ArrayList<>();
  private @Nullable DatabaseTimeline server;
  private long size;
  private int next;
  private boolean isForced = true;

  private SignedMark(Path file, RandomAccessFile content, FileLock lock, List<MarkSlots> all)
      throws IOException {
    this.file = file;
    this.content = content;
    this.lock = lock;
    content.setLength(MarkSlots.LENGTH);
    for (MarkSlots one : all) {
      one.signed().ifPresent(found::add);
      one.claim().ifPresent(claims::add);
      one.server().ifPresent(this::remember);
      if (one.isOf(file)) {
        next = one.olderSlot();
        size = one.signed().map(SignedSize::size).orElse(0L);
      }
    }
  }

  private void remember(DatabaseTimeline seen) {
    DatabaseTimeline known = server;
    if (known == null || known.isBefore(seen)) {
      server = seen;
    }
  }

  /**
   * Opens this process's own mark of a log, and reads those of others.
   *
   * @param folder where the key is
   * @throws IllegalStateException if it cannot be written
   */
  public static SignedMark open(Path folder, String origin) {
    String name =
        "log-" + Hash.sha256(origin.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
    try {
      List<MarkSlots> all = new ArrayList<>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + ".*.signed")) {
        for (Path each : files) {
          all.add(MarkSlots.read(each));
        }
      }
      for (int i = 1; i <= MOST_PROCESSES; i++) {
        Optional<SignedMark> own = tryOpen(folder.resolve(name + "." + i + ".signed"), all);
        if (own.isPresent()) {
          return own.get();
        }
      }
      throw new IllegalStateException("too many processes keep marks in " + folder);
    } catch (IOException e) {
      throw new IllegalStateException("the mark of what was signed cannot be kept in " + folder, e);
    }
  }

  private static Optional<SignedMark> tryOpen(Path file, List<MarkSlots> all) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // A process that runs, or one that has ended.
    }
    RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw");
    try {
      FileLock lock = content.getChannel().tryLock();
      if (lock != null) {
        return Optional.of(new SignedMark(file, content, lock, all));
      }
    } catch (OverlappingFileLockException e) {
      // Taken by this very process.
    }
    content.close();
    return Optional.empty();
  }

  /** What was signed before this process began, by its own mark and those of others. */
  public List<SignedSize> found() {
    return List.copyOf(found);
  }

  /** What witnesses have said before this process began; the source is the witness's name. */
  public List<SignedSize> claims() {
    return List.copyOf(claims);
  }

  /**
   * Notes that this state is about to be signed. A state that is no larger than one noted before is
   * on the mark already.
   *
   * @throws LogStoreException if it cannot be noted: then it must not be signed
   */
  synchronized void note(LogState state) {
    if (state.size() <= size) {
      return;
    }
    write(next, MarkSlots.signed(state.size(), state.root()));
    next = 1 - next;
    size = state.size();
    isForced = false;
  }

  /**
   * Makes durable what was noted.
   *
   * @throws LogStoreException if that fails
   */
  public synchronized void force() {
    if (isForced) {
      return;
    }
    try {
      content.getFD().sync();
      isForced = true;
    } catch (IOException e) {
      throw new LogStoreException("the mark of what was signed is not durable: " + file, e);
    }
  }

  /** Remembers, durably, that a witness of this name has said it has cosigned this size. */
  public synchronized void claimed(long cosigned, String witness) {
    write(MarkSlots.CLAIM, MarkSlots.claim(cosigned, witness));
    isForced = false;
    force();
  }

  @Override
  public synchronized void pass(DatabaseTimeline asked) {
    DatabaseTimeline known = server;
    if (known != null && asked.isBefore(known)) {
      throw new LogStoreException(
          "this database is at timeline %d, but its system has been seen at %d: it is an old primary; fence it off"
              .formatted(asked.timeline(), known.timeline()));
    }
    if (!asked.equals(known)) {
      write(MarkSlots.SERVER, MarkSlots.server(asked));
      isForced = false;
      force();
      server = asked;
    }
  }

  private void write(int slot, byte[] bytes) {
    try {
      content.seek((long) slot * MarkSlots.SLOT);
      content.write(bytes);
    } catch (IOException e) {
      throw new LogStoreException("the mark of what was signed cannot be written: " + file, e);
    }
  }

  /** Makes it durable and gives the file to the next process. */
  @Override
  public void close() {
    force();
    try (content) {
      lock.release();
    } catch (IOException e) {
      throw new LogStoreException("the mark of what was signed cannot be closed: " + file, e);
    }
  }
}
