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

/**
 * The packs that come with this library, and the text of every one that ever came with it: a log
 * names packs by the hash of their text, and its decisions are made anew by that text for ever.
 */
public final class ShippedPacks {
  /** In an order in which each finds the one it extends before it. */
  private static final List<String> IDS = List.of("cn-2022", "cn-2025");

  /** Every text there ever was, by its hash; each after the one it extends. None is taken out. */
  private static final List<String> KEPT =
      List.of(
          "17088ddb40d73e15839caac635f497a5eed18643105079d8739ab76c8baccfd0",
          "cddc0309b2d42c4854966ae777f38d23d65f33c051c7b28ababc9535ee4ad74d",
          "3db1b8f1998195ff18954357f0bc6193f2a98a28f13d0d6a39b5f7a4925e58ab",
          "2f143e3524fba0e7b998a06e031182c657c4fc79110dccdc9af0ef37e6805800",
          "962278bfa6f5ea53176a0cbfb4bfa21c80303bd65a8886b07b6f6a1293521c7c",
          "92beeb319abba773e01c1c2734bab672e507f59dc05034d5070d246f288b3801",
          "9754b2311c9d8b987db40fe51639676012f4bd7d1eb6fd398e1375a23cf0d7d1",
          "02ee09517b5d6858c8e7f41286c3b0cd7a5df6eca9eecc101dbd58ad5a47141f",
          "a240d6e693cbda03ec5fd590972439e5527183545010b588f339d65c25d9fd62",
          "03d29bc2f106527f908db69c0496a37a45ad97a27bd0cfda6166ff8f96d493a1",
          "6ac68b531f44a865d6e67e048dc75c85d8d4940f96157d53cfa553d76069abf2");

  private static final Library LIBRARY = load();

  private ShippedPacks() {}

  private record Library(Map<Hash, Pack> every, List<Pack> shipped) implements PackShelf {
    @Override
    public Optional<Pack> find(Hash digest) {
      return Optional.ofNullable(every.get(digest));
    }
  }

  /** Those of this release, each after the one it extends. */
  public static List<Pack> all() {
    return LIBRARY.shipped();
  }

  /** Those that only earlier releases came with, each after the one it extends. */
  public static List<Pack> earlier() {
    return LIBRARY.every().values().stream()
        .filter(pack -> !LIBRARY.shipped().contains(pack))
        .toList();
  }

  /** A shelf of them, and of those of earlier releases. */
  public static PackShelf shelf() {
    return LIBRARY;
  }

  /**
   * One of this release.
   *
   * @throws IllegalArgumentException if there is none of this id
   */
  public static Pack get(String id) {
    return all().stream()
        .filter(pack -> pack.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no shipped pack: " + id));
  }

  /** The hashes of the texts that are kept. */
  static List<String> kept() {
    return KEPT;
  }

  private static Library load() {
    Map<Hash, Pack> every = new LinkedHashMap<>();
    KEPT.forEach(digest -> read("kept/" + digest, every));
    List<Pack> shipped = new ArrayList<>();
    IDS.forEach(id -> shipped.add(read(id, every)));
    return new Library(every, List.copyOf(shipped));
  }

  /** Reads a text, unless it was read under another name. */
  private static Pack read(String name, Map<Hash, Pack> every) {
    try {
      Pack pack = Pack.parse(bytes(name), digest -> Optional.ofNullable(every.get(digest)));
      Pack before = every.putIfAbsent(pack.digest(), pack);
      return before == null ? pack : before;
    } catch (InvalidPackException e) {
      throw new IllegalStateException("the shipped pack " + name + " is broken", e);
    }
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
