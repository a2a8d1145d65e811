package dev.tallystick.system.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder on a disk of its own that is soon full: a tmpfs, which takes root to mount.
 *
 * <p>Filling it leaves not a byte; emptying it gives back what was filled.
 */
final class SmallDisk implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Whether this user may mount. */
  static boolean isPossible() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isExecutable(Path.of("/usr/bin/mount"));
  }

  /** Mounts an empty disk on a folder, which is made if there is none. */
  static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "tmpfs", folder);
    return new SmallDisk(folder);
  }

  /** Takes all the room that is left. */
  void fill() throws IOException {
    byte[] chunk = new byte[CHUNK];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      for (int size = chunk.length; size > 0; ) {
        try {
          out.write(chunk, 0, size);
        } catch (IOException e) {
          // The last megabyte goes byte by byte less.
          size /= 2;
        }
      }
    }
  }

  /** Gives the room back. */
  void free() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return folder.resolve("run/ballast");
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "-l", folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(Object... words) throws IOException, InterruptedException {
    String[] command = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      command[i] = words[i].toString();
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
  }
}
