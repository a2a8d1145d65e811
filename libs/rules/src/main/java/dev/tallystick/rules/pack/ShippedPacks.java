package dev.tallystick.rules.pack;

import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packs that come with this library. */
public final class ShippedPacks {
  /** In an order in which each finds the one it extends before it. */
  private static final List<String> IDS = List.of("cn-2022", "cn-2025");

  private static final Shelf SHELF = load();

  private ShippedPacks() {}

  private record Shelf(Map<Hash, Pack> packs) implements PackShelf {
    @Override
    public Optional<Pack> find(Hash digest) {
      return Optional.ofNullable(packs.get(digest));
    }
  }

  /** All of them, each after the one it extends. */
  public static List<Pack> all() {
    return List.copyOf(SHELF.packs().values());
  }

  /** A shelf of all of them. */
  public static PackShelf shelf() {
    return SHELF;
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException if there is none of this id
   */
  public static Pack get(String id) {
    return all().stream()
        .filter(pack -> pack.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no shipped pack: " + id));
  }

  private static Shelf load() {
    Map<Hash, Pack> packs = new LinkedHashMap<>();
    for (String id : new ArrayList<>(IDS)) {
      try {
        Pack pack = Pack.parse(bytes(id), digest -> Optional.ofNullable(packs.get(digest)));
        packs.put(pack.digest(), pack);
      } catch (InvalidPackException e) {
        throw new IllegalStateException("the shipped pack " + id + " is broken", e);
      }
    }
    return new Shelf(packs);
  }

  private static byte[] bytes(String id) {
    String name = "/dev/tallystick/rules/packs/" + id + ".yaml";
    try (InputStream in = ShippedPacks.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the shipped pack is missing: " + id);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
