package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.tlog.Hash;
import java.nio.ByteBuffer;

/**
 * How an event becomes the 32 bytes that the log's tiles hold; the byte formats are in {@code
 * docs/spec/events.md}.
 *
 * <p>The leaf hash is {@code Merkle.leafHash(entry)}.
 */
public final class EntryHash {
  private static final byte[] ENTRY_PREFIX = "tallystick/entry/v1\0".getBytes(US_ASCII);
  private static final byte[] STUB_PREFIX = partPrefix(PartName.STUB);
  private static final byte[] BODY_PREFIX = partPrefix(PartName.BODY);
  private static final byte[] INTERNAL_PREFIX = partPrefix(PartName.INTERNAL);

  private EntryHash() {}

  /**
   * The commitment to a part: SHA-256("tallystick/part/v1" ‖ 0x00 ‖ name ‖ 0x00 ‖ nonce ‖ canonical
   * bytes).
   *
   * @param nonce 32 bytes
   * @param canonical the part's canonical bytes; none if the part is absent
   */
  public static Hash part(PartName part, byte[] nonce, byte[] canonical) {
    if (nonce.length != Seed.SIZE) {
      throw new IllegalArgumentException("a nonce has 32 bytes");
    }
    byte[] prefix =
        switch (part) {
          case STUB -> STUB_PREFIX;
          case BODY -> BODY_PREFIX;
          case INTERNAL -> INTERNAL_PREFIX;
        };
    return Hash.sha256(prefix, nonce, canonical);
  }

  private static byte[] partPrefix(PartName part) {
    return ("tallystick/part/v1\0" + part.wireName() + "\0").getBytes(US_ASCII);
  }

  /**
   * The entry: SHA-256("tallystick/entry/v1" ‖ 0x00 ‖ uint64 recordedMillis ‖ hStub ‖ hBody ‖
   * hInternal).
   *
   * @param recordedMillis when the log took the event in, in milliseconds since 1970
   */
  public static Hash entry(long recordedMillis, PartHashes parts) {
    if (recordedMillis < 0 || recordedMillis > JsonInteger.MAX) {
      throw new IllegalArgumentException("recordedMillis is from 0 to 2^53-1");
    }
    byte[] bytes = new byte[ENTRY_PREFIX.length + Long.BYTES + 3 * Hash.SIZE];
    int hashesAt = ENTRY_PREFIX.length + Long.BYTES;
    ByteBuffer.wrap(bytes).put(ENTRY_PREFIX).putLong(recordedMillis);
    parts.stub().copyTo(bytes, hashesAt);
    parts.body().copyTo(bytes, hashesAt + Hash.SIZE);
    parts.internal().copyTo(bytes, hashesAt + 2 * Hash.SIZE);
    return Hash.sha256(bytes);
  }
}
