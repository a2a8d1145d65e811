package dev.tallystick.tlog;

import java.util.ArrayList;
import java.util.List;

/** Every small way in which a path can be wrong. */
final class Alterations {
  private Alterations() {}

  /** The path with one bit flipped, for each of its bits. */
  static List<List<Hash>> everyBit(List<Hash> path) {
    List<List<Hash>> altered = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      for (int bit = 0; bit < 8 * Hash.SIZE; bit++) {
        List<Hash> copy = new ArrayList<>(path);
        copy.set(i, flip(path.get(i), bit));
        altered.add(copy);
      }
    }
    return altered;
  }

  static Hash flip(Hash hash, int bit) {
    byte[] bytes = hash.toByteArray();
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    return Hash.takeOwnershipOf(bytes);
  }

  /** The path with each hash left out, each one doubled, and each stranger put in at each place. */
  static List<List<Hash>> everyLength(List<Hash> path, Hash... strangers) {
    List<List<Hash>> altered = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      altered.add(without(path, i));
      altered.add(with(path, i, path.get(i)));
    }
    for (int i = 0; i <= path.size(); i++) {
      for (Hash stranger : strangers) {
        altered.add(with(path, i, stranger));
      }
    }
    if (path.size() > 1) {
      altered.add(List.of());
    }
    return altered;
  }

  private static List<Hash> without(List<Hash> path, int i) {
    List<Hash> copy = new ArrayList<>(path);
    copy.remove(i);
    return copy;
  }

  private static List<Hash> with(List<Hash> path, int i, Hash hash) {
    List<Hash> copy = new ArrayList<>(path);
    copy.add(i, hash);
    return copy;
  }
}
