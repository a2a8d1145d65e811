package dev.tallystick.tally.analysis;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a program for analysis that was killed leaves in the folder of an export: a folder of its
 * own, with what persons' entries say.
 */
public final class ExportLeftOvers {
  private static final String PATTERN = ".tally-*";

  private final Path folder;
  private final Set<Path> before;

  private ExportLeftOvers(Path folder, Set<Path> before) {
    this.folder = folder;
    this.before = before;
  }

  /** Of whatever begins to work in this folder from now on. */
  public static ExportLeftOvers from(Path folder) throws IOException {
    return new ExportLeftOvers(folder, found(folder));
  }

  private static Set<Path> found(Path folder) throws IOException {
    Set<Path> found = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, PATTERN)) {
        paths.forEach(found::add);
      }
    }
    return found;
  }

  /** Deletes them; what was there before is somebody else's. */
  public void delete() throws IOException {
    for (Path left : found(folder)) {
      if (!before.contains(left)) {
        List<Path> all;
        try (Stream<Path> files = Files.walk(left)) {
          all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
