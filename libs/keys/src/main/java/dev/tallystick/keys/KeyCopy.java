package dev.tallystick.keys;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** A second directory with the same key files, no more and no fewer. */
final class KeyCopy {
  private KeyCopy() {}

  /** Adds to {@code copy} what is missing there, and destroys there what is missing here. */
  static void bringUpToDate(Path keys, Path copy) throws IOException {
    Files.createDirectories(copy, PosixFilePermissions.asFileAttribute(PrivateFiles.DIRECTORY));
    PrivateFiles.checkDirectory(copy);
    AtomicFile.removeLeftovers(copy);
    Set<String> wanted = names(keys);
    for (String name : wanted) {
      if (!Files.exists(copy.resolve(name))) {
        byte[] content = Files.readAllBytes(keys.resolve(name));
        AtomicFile.prepare(copy.resolve(name), content).commit();
        Arrays.fill(content, (byte) 0);
      }
    }
    for (String name : names(copy)) {
      if (!wanted.contains(name)) {
        AtomicFile.destroy(copy.resolve(name));
      }
    }
  }

  private static Set<String> names(Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (KeyFile.ofName(name).isPresent()) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
