package dev.tallystick.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A server's folder, owned by this process until it is closed. The operating system lets go of it
 * when the process ends, however it ends.
 */
final class Home implements Closeable {
  /** What the name of a temporary folder begins with. */
  static final String TEMPORARY = "tallystick-postgres";

  private static final String LOCK = "owner.lock";

  /** A file lock keeps other processes out, but not a second owner in this one. */
  private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

  private static final Queue<FileChannel> KEPT_OPEN = new ConcurrentLinkedQueue<>();

  private final Path folder;
  private final FileChannel lock;
  private final boolean temporary;

  private Home(Path folder, FileChannel lock, boolean temporary) {
    this.folder = folder;
    this.lock = lock;
    this.temporary = temporary;
  }

  /** Takes a folder, which is created if missing. */
  static Home own(Path folder) throws IOException {
    OwnerOnlyFiles.createFolder(folder);
    return own(folder.toRealPath(), false);
  }

  /** Takes a new folder that is deleted when it is closed. */
  static Home temporary() throws IOException {
    return own(Files.createTempDirectory(TEMPORARY).toRealPath(), true);
  }

  Path folder() {
    return folder;
  }

  private static Home own(Path folder, boolean temporary) throws IOException {
    if (!OWNED.add(folder)) {
      throw new PostgresException("this process already runs PostgreSQL in " + folder);
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new Home(folder, channel, temporary);
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      // This class, loaded a second time in this process, owns the folder. To close any channel to
      // the file, or to leave that to the garbage collector, would take the lock away from it.
      KEPT_OPEN.add(channel);
    }
    OWNED.remove(folder);
    throw new PostgresException("another process already runs PostgreSQL in " + folder);
  }

  @Override
  public void close() throws IOException {
    if (!lock.isOpen()) {
      return;
    }
    if (temporary) {
      deleteFolder();
    }
    lock.close();
    OWNED.remove(folder);
  }

  /**
   * Another process that clears leftovers away may find the folder when its lock file is gone
   * already: it makes the file anew, and the folder is not empty. That process deletes it then.
   */
  private void deleteFolder() throws IOException {
    try {
      OwnerOnlyFiles.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      if (!Files.exists(folder.resolve(LOCK))) {
        throw e;
      }
    }
  }
}
