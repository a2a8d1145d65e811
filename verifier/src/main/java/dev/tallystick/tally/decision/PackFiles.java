package dev.tallystick.tally.decision;

import dev.tallystick.rules.pack.InvalidPackException;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shipped packs, and those that were read from files; each is known by its bytes. */
public final class PackFiles implements PackShelf {
  private final Map<Hash, Pack> packs = new HashMap<>();

  /** Reads packs, each after the one that it extends. */
  public static PackFiles of(List<Path> files) throws IOException, InvalidPackException {
    PackFiles shelf = new PackFiles();
    for (Path file : files) {
      Pack unused = shelf.add(file);
    }
    return shelf;
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
