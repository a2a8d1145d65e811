package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tlog.Hash;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The labels under which the index lists entries.
 *
 * <p>A label is the hash of a key such as {@code subject/<token>}. The token is 128 random bits, so
 * only its owner can compute the label of a person; a label of a party can be computed by
 * everybody.
 */
public final class EventLabels {
  private static final byte[] PREFIX = "tallystick/label/v1\0".getBytes(UTF_8);

  private static final int KEPT = 1 << 12;

  /**
   * Labels made lately, each in the place of its key: an event asks for the same one many times.
   */
  private static final AtomicReferenceArray<Labelled> LATELY = new AtomicReferenceArray<>(KEPT);

  private EventLabels() {}

  private record Labelled(String key, Hash label) {}

  /** The label of a key: SHA-256("tallystick/label/v1" ‖ 0x00 ‖ key). */
  public static Hash label(String key) {
    int hash = key.hashCode();
    int place = (hash ^ hash >>> 16) & (KEPT - 1);
    Labelled known = LATELY.get(place);
    if (known == null || !known.key.equals(key)) {
      known = new Labelled(key, Hash.sha256(PREFIX, key.getBytes(UTF_8)));
      LATELY.set(place, known);
    }
    return known.label;
  }

  /** The label of a person, by subject token. */
  public static Hash ofSubject(String token) {
    return label("subject/" + token);
  }

  /** The label of a registered party. */
  public static Hash ofParty(String party) {
    return label("party/" + party);
  }

  /** The label of all reads in bulk, each of which concerns everybody in its range. */
  public static Hash ofBulkReads() {
    return label("bulk-read");
  }

  /** The label under which an authority's sealed entries are filed until they are opened. */
  public static Hash ofSealed(String authority) {
    return label("sealed/" + authority);
  }
}
