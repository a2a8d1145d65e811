package dev.tallystick.rules.state;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The entries of a map in a snapshot: each after a mark, so that nobody has to count them first.
 */
final class Entries {
  private Entries() {}

  /** Writes an entry. */
  interface Writing<K, V> {
    void write(K key, V value) throws IOException;
  }

  /** Reads an entry, and puts it where it belongs. */
  interface Reading {
    void read() throws IOException;
  }

  static <K, V> void write(SnapshotOut out, TrieMap<K, V> map, Writing<K, V> entry)
      throws IOException {
    try {
      map.forEach(
          (key, value) -> {
            try {
              out.flag(true);
              entry.write(key, value);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    out.flag(false);
  }

  static void read(SnapshotIn in, Reading entry) throws IOException {
    while (in.flag()) {
      entry.read();
    }
  }
}
