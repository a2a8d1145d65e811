package dev.tallystick.importing.lines;

import dev.tallystick.tlog.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * For each group of rows the number of its last one, so that a second pass can let go of a group as
 * soon as it is whole, wherever in the file its rows stand. 16 to 32 bytes a group.
 *
 * <p>Groups are told by 64 bits of a hash. Two that share them are let go later than they could be,
 * which changes nothing. For one thread.
 */
final class GroupEnds {
  private static final int SMALLEST = 1 << 10;

  private long[] keys = new long[SMALLEST];
  private long[] rows = new long[SMALLEST];
  private int size;

  /** Notes a row of a group; later ones must have greater numbers. */
  void note(String group, long row) {
    if (size * 2 > keys.length) {
      grow();
    }
    long key = key(group);
    int slot = slot(key);
    if (rows[slot] == 0) {
      size++;
      keys[slot] = key;
    }
    rows[slot] = row;
  }

  /** Whether this is the last row of its group. */
  boolean isLast(String group, long row) {
    return rows[slot(key(group))] <= row;
  }

  /** Where a key is, or is to be: rows are numbered from 1, so 0 is free. */
  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) (key >>> 32) & mask;
    while (rows[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldRows = rows;
    keys = new long[oldKeys.length * 2];
    rows = Arrays.copyOf(new long[0], keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldRows[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        rows[slot] = oldRows[i];
      }
    }
  }

  private static long key(String group) {
    byte[] hash = Hash.sha256(group.getBytes(StandardCharsets.UTF_8)).toByteArray();
    return ByteBuffer.wrap(hash).getLong();
  }
}
