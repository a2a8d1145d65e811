package dev.tallystick.events.receipt;

import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.util.Optional;

/**
 * An entry of the log as auditors get it in bulk, one a line: {@code {"index":…,"opening":{…}}}, or
 * {@code {"index":…,"leaf":"…"}} when it lies outside the engagement.
 *
 * <p>Like every opening it proves nothing by itself; the leaf that it gives must be compared with
 * the log.
 *
 * @param index its place in the log
 * @param opening what is shown; empty outside the engagement
 * @param leaf the leaf hash that the line names; empty when the opening gives it
 */
public record BulkOpening(long index, Optional<Opening> opening, Optional<Hash> leaf) {
  /** The longest line that a log's service writes, in bytes. */
  public static final int MAX_SIZE = 4 * Event.MAX_REQUEST_SIZE;

  /** Refuses places that no entry has. */
  public BulkOpening {
    if (index < 0 || index > JsonInteger.MAX) {
      throw new IllegalArgumentException("an index is from 0 to 2^53-1");
    }
    if (opening.isPresent() == leaf.isPresent()) {
      throw new IllegalArgumentException("a line has an opening or a leaf hash");
    }
  }

  /** An entry that is opened. */
  public BulkOpening(long index, Opening opening) {
    this(index, Optional.of(opening), Optional.empty());
  }

  /** An entry of which only the leaf hash is told. */
  public static BulkOpening withheld(long index, Hash leaf) {
    return new BulkOpening(index, Optional.empty(), Optional.of(leaf));
  }

  /** Whether this is what the line says of the entry that the log has published. */
  public boolean isOf(Hash published) {
    return opening
        .map(shown -> shown.entry().equals(published))
        .orElseGet(() -> leaf.filter(Merkle.leafHash(published)::equals).isPresent());
  }

  /**
   * Reads a line, without its end.
   *
   * @throws MalformedOpeningException naming the field that is not as it must be
   */
  public static BulkOpening parse(byte[] line) throws MalformedOpeningException {
    return OpeningLine.read(line);
  }

  /** The line, without its end. */
  public byte[] toLine() {
    JsonObject.Builder line = JsonObject.builder().put("index", index);
    opening.ifPresent(shown -> line.put("opening", shown.toJson()));
    leaf.ifPresent(hash -> line.put("leaf", hash.hex()));
    return CanonicalJson.messageBytes(line.build());
  }
}
