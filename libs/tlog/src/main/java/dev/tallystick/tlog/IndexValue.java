package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * What the index says about a label: how long its list is, and the root over it. The trie holds the
 * {@link #hash} as the label's value.
 *
 * <p>A proof that another label is absent shows this hash to strangers; the salt keeps them from
 * guessing what is under it.
 *
 * @param salt known to those who may read the list
 * @param count how many entries the list has
 * @param listRoot the root of the {@link LabelList}
 */
public record IndexValue(Hash salt, long count, Hash listRoot) {
  private static final String DOMAIN = "tallystick/value/v1\0";

  /** Refuses a list without entries: its label is absent. */
  public IndexValue {
    if (count < 1) {
      throw new IllegalArgumentException("a label in the index has an entry, not " + count);
    }
  }

  /** Returns the value of a label whose list has this right edge. */
  public static IndexValue of(Hash salt, Frontier list) {
    return new IndexValue(salt, list.size(), list.root());
  }

  /** Returns SHA-256("tallystick/value/v1" ‖ 0x00 ‖ salt ‖ uint64 count ‖ list root). */
  public Hash hash() {
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
    return Hash.sha256(
        DOMAIN.getBytes(US_ASCII), salt.toByteArray(), number, listRoot.toByteArray());
  }
}
