package dev.tallystick.tally.decision;

import dev.tallystick.rules.pack.InvalidPackException;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The shipped packs, and those that were read from files; each is known by its bytes. */
public final class PackFiles implements PackShelf {
  private final Map<Hash, Pack> packs = new HashMap<>();

  /**
   * Reads packs in whatever order: each after the one that it extends.
   *
   * @param files files with a pack, and folders of such files, whose names end in {@code .yaml}
   */
  public static PackFiles of(List<Path> files) throws IOException, InvalidPackException {
    PackFiles shelf = new PackFiles();
    Deque<Path> waiting = new ArrayDeque<>();
    for (Path file : files) {
      waiting.addAll(Files.isDirectory(file) ? inFolder(file) : List.of(file));
    }
    int inVain = 0;
    while (!waiting.isEmpty()) {
      Path file = waiting.removeFirst();
      try {
        Pack unused = shelf.add(file);
        inVain = 0;
      } catch (InvalidPackException e) {
        waiting.addLast(file);
        inVain++;
        if (inVain == waiting.size()) {
          throw e;
        }
      }
    }
    return shelf;
  }

  private static List<Path> inFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** Reads one more. */
  public Pack add(Path file) throws IOException, InvalidPackException {
    Pack pack = Pack.parse(Files.readAllBytes(file), this);
    packs.put(pack.digest(), pack);
    return pack;
  }

  @Override
  public Optional<Pack> find(Hash digest) {
    return ShippedPacks.shelf().find(digest).or(() -> Optional.ofNullable(packs.get(digest)));
  }
}
