package dev.tallystick.events.receipt;

import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;

/**
 * An entry of the log as auditors get it in bulk, one a line: {@code {"index":…,"opening":{…}}}.
 *
 * <p>Like every opening it proves nothing by itself; the entry that it gives must be compared with
 * the log.
 *
 * @param index its place in the log
 */
public record BulkOpening(long index, Opening opening) {
  /** The longest line that a log's service writes, in bytes. */
  public static final int MAX_SIZE = 4 * Event.MAX_REQUEST_SIZE;

  /** Refuses places that no entry has. */
  public BulkOpening {
    if (index < 0 || index > JsonInteger.MAX) {
      throw new IllegalArgumentException("an index is from 0 to 2^53-1");
    }
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
    return CanonicalJson.messageBytes(
        JsonObject.builder().put("index", index).put("opening", opening.toJson()).build());
  }
}
