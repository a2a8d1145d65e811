package dev.tallystick.producer;

import dev.tallystick.events.Body;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.producer.document.FeedItem;
import dev.tallystick.tlog.Hash;
import java.util.Optional;
import java.util.function.Function;

/**
 * An entry of the log as its followers see it.
 *
 * @param index its place in the log
 * @param recordedMillis when the log took it in: the time authority
 * @param body what happened; empty when it is erased, unreadable or not shown to this service
 * @param isUnreadable whether the log has the body and cannot read it: what it says is not known,
 *     so whom its labels name is not treated as if it said nothing
 * @param entry what the log holds of it, 32 bytes; empty where a test made it up
 */
public record FeedEntry(
    long index,
    long recordedMillis,
    Stub stub,
    Optional<JsonObject> body,
    boolean isUnreadable,
    Optional<Hash> entry) {

  private static final String UNREADABLE = "UNREADABLE";

  /** An entry with the body that is there, if any. */
  public FeedEntry(long index, long recordedMillis, Stub stub, Optional<JsonObject> body) {
    this(index, recordedMillis, stub, body, false);
  }

  /** An entry of which nobody needs the hash. */
  public FeedEntry(
      long index, long recordedMillis, Stub stub, Optional<JsonObject> body, boolean isUnreadable) {
    this(index, recordedMillis, stub, body, isUnreadable, Optional.empty());
  }

  /** The body's members, checked. */
  public Optional<Body> readBody() {
    return body.map(
        json -> {
          try {
            return Body.parse(json);
          } catch (InvalidEventException e) {
            throw new IllegalStateException("the log holds a body that is none: " + index, e);
          }
        });
  }

  /**
   * The data of the event, read as its type says.
   *
   * @param read the reader of the type's record, such as {@code ConsentGiven::read}
   */
  public <T> Optional<T> readData(Function<JsonObject, T> read) {
    return readBody().map(Body::data).map(read);
  }

  static FeedEntry of(FeedItem entry) {
    try {
      Opening opening = Opening.parse(entry.opening());
      Stub stub =
          Stub.parse(
              opening
                  .stub()
                  .value()
                  .orElseThrow(
                      () -> new IllegalArgumentException("an entry of the feed shows its stub")));
      return new FeedEntry(
          entry.index(),
          opening.recordedMillis(),
          stub,
          opening.body().value(),
          entry.absent().filter(UNREADABLE::equals).isPresent(),
          Optional.of(opening.entry()));
    } catch (MalformedOpeningException | InvalidEventException e) {
      throw new IllegalArgumentException("an entry of the feed is malformed", e);
    }
  }
}
