package dev.tallystick.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs: {@code initdb}, {@code pg_ctl} and {@code postgres} with what they need.
 *
 * <p>The folder appears under its name only when it is complete, so a crash while unpacking leaves
 * nothing that looks usable, and several processes may unpack at once.
 */
record Binaries(Path folder) {
  /** As the archives are named; the pom brings the one of the machine that it is built on. */
  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64");

  /**
   * Unpacks the programs into {@code parent}, in a folder named after their archive, if missing.
   * One thread at a time: servers that start together do not all unpack.
   */
  static synchronized Binaries unpackInto(Path parent) throws IOException {
    String archive = archive();
    try (InputStream in = Binaries.class.getResourceAsStream(archive)) {
      if (in == null) {
        throw new PostgresException(
            "no PostgreSQL for this machine on the class path (" + archive.substring(1) + ")");
      }
      Path folder = parent.resolve(archive.substring(1).replace(".txz", "-" + version()));
      if (!Files.isDirectory(folder)) {
        OwnerOnlyFiles.createFolder(parent);
        Path draft = Files.createTempDirectory(parent, "unpacking");
        unpack(in, draft);
        publish(draft, folder);
      }
      return new Binaries(folder);
    }
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  private static String archive() {
    return archive(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /** The archive for a machine, as Java names its system and processors. */
  static String archive(String osName, String arch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.equals("linux") ? "linux" : os.startsWith("mac") ? "darwin" : "";
    String processor = ARCHITECTURES.getOrDefault(arch, "");
    if (system.isEmpty() || processor.isEmpty()) {
      throw new PostgresException(
          "no PostgreSQL is bundled for "
              + osName
              + " on "
              + arch
              + "; there is one for Linux and macOS, on x86-64 and ARM");
    }
    return "/postgres-" + system + "-" + processor + ".txz";
  }

  private static String version() throws IOException {
    try (InputStream in = Binaries.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new PostgresException("version.txt is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("entry outside of its archive: " + entry.getName());
        }
        write(tar, entry, target);
        entry = tar.getNextEntry();
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path parent = target.getParent();
    if (entry.isDirectory() || parent == null) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(parent);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (!entry.getName().endsWith(".a")) {
      Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
    }
  }

  private static void publish(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      OwnerOnlyFiles.delete(draft);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      // Another process was quicker; its copy is as good.
    }
  }
}
